/** @file 命令行的框架：标题、标签、菜单。 */

import type { frame as en } from "../en/frame.ts";
import type { Translated } from "../translated.ts";

export const frame: Translated<typeof en> = {
  tagline: "训练生成对抗网络：给它一个图片文件夹，得到一个生成器。",
  error: "错误",
  usage: "用法：",
  arguments: "参数：",
  options: "选项：",
  commands: "命令：",
  groups: { data: "数据：", training: "训练：", settings: "配方的设置：", run: "训练任务：", common: "通用：" },
  initial: (p) => `（默认 ${p.value}）`,
  helpOption: "显示此帮助",
  versionOption: "显示版本",
  menu: {
    question: "您想做什么？",
    learn: "看 GAN 如何学习：8 个点团组成的圆环，约 15 秒",
    digits: "看它写字：类似手写的数字，约 2 分钟",
    pictures: "用我的图片训练：一个图像文件夹",
    help: "显示全部命令",
    ask: "输入数字后按回车：",
    folder: "哪个文件夹？",
    same: (p) => `等同于：${p.command}`,
  },
};
