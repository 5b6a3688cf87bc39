/** @file 训练过程中以及结束时的文字。供 grep 使用的日志行不在此处，它们保持英文。 */
import type { training as en } from "../en/training.ts";
import type { Translated } from "../translated.ts";

export const training: Translated<typeof en> = {
  header: "训练",
  eta: (p) => `剩余 ${p.time}`,
  step: (p) => `第 ${p.step} 步`,
  epoch: (p) => `第 ${p.epoch} 轮`,
  images: (p) => `${p.count} 张图像`,
  samples: (p) => `${p.count} 个样本`,
  speed: (p) => `每秒 ${p.rate} 步`,
  device: (p) => (p.device === "cpu" ? `cpu（${p.threads} 线程）` : p.device),
  guessing: (p) => `随机猜测 = ${p.value}`,
  diversity: (p) => `多样性为真实数据的 ${p.value}`,
  keys: "s 保存  p 暂停  o 打开  q 退出（按回车）",
  paused: "已暂停；输入 p 并回车继续",
  asked: { save: "将在下一步保存", pause: "将在下一步暂停", resume: "继续训练" },
  finishing: (p) => `正在完成第 ${p.step} 步并保存……（再按 Ctrl-C 立即停止）`,
  downloading: (p) => `正在下载 ${p.file}  ${p.done} / ${p.total}`,
  decoding: (p) => `正在解码图像  ${p.done} / ${p.total}`,
  config: (p) => `配置来自 ${p.file}`,
  done: (p) => `${p.steps} 步，用时 ${p.time}`,
  stopped: (p) => `已按要求停在第 ${p.step} 步`,
  collapsed: (p) => `已在第 ${p.step} 步停止：发生了模式坍塌；全部内容均已保存`,
  interrupted: (p) => `在第 ${p.step} 步中断，一切均已保存`,
  saved: "已保存",
  look: "查看",
  generator: "生成器",
  report: "报告",
  more: "更多",
  goOn: "继续",
};
