/** @file “新建训练”视图。 */
import type { Translated } from "gantry/messages";
import type { newRun as en } from "../en/new.ts";

export const newRun: Translated<typeof en> = {
  title: "新建训练",
  readonly: "此 Studio 为只读，无法在这里开始训练。请在终端中用 “gantry train” 开始，它会出现在列表中。",
  noSchema: "无法生成表单",
  reading: "正在读取可设置的内容……",
  data: {
    title: "学习什么数据",
    path: "本机上的路径",
    pathHow: "图像文件夹（子文件夹为类别），或 .npy、.csv、IDX 文件",
    pathLabel: "路径",
    pathExample: "/home/me/photos",
  },
  recipe: {
    title: "配方",
    automatic: "由数据决定",
    automaticHow: "图像用 dcgan，点用 gan",
    automaticNow: (p) => `此数据用 ${p.recipe}`,
    own: "您自己的模块",
    all: (p) => `全部 ${p.count} 个配方`,
  },
  mostUsed: "常用设置",
  options: {
    title: (p) =>
      p.given === 0 ? `全部选项（另有 ${p.count} 项）` : `全部选项（另有 ${p.count} 项，已设 ${p.given} 项）`,
    search: "搜索选项",
    none: "没有包含这些词的选项。",
  },
  automatic: "自动",
  reset: "恢复默认",
  resetOf: (p) => `${p.key}：恢复默认`,
  remove: "移除",
  invalid: (p) => `应为${p.expected}，实为 ${p.got}。`,
  strange: (p) => `${p.recipe} 没有以下设置，将被忽略：`,
  plan: {
    title: "预计结果",
    command: "等效的命令",
    nothing: "请先选择数据：随后会试跑几步，以估计所需时间。",
    measuring: "正在试跑几步……",
    wrong: (p) => `请先修正标出的内容：${p.keys}。`,
    data: "数据",
    recipe: "配方",
    parameters: "参数",
    steps: "步数",
    aStep: "每步",
    time: "时间",
    memory: "内存",
    about: (p) => `约 ${p.time}`,
    milliseconds: (p) => `${p.ms} 毫秒`,
    unknown: "未知",
    measured: "刚刚在本机上、以其当前的繁忙程度测得。",
  },
  start: "开始训练",
  starting: "正在开始……",
  commands: { start: "开始此训练任务" },
};
