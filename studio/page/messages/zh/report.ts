/** @file A report: the page as one file. */
import type { Translated } from "gantry/messages";
import type { report as en } from "../en/report.ts";

export const report: Translated<typeof en> = {
  badge: (p) => `报告 · 截至 ${p.date}`,
  title: "关于本报告",
  lead: "整个页面就是一个文件，内容全部在其中。它不从任何地方加载数据，也不会再变化：此后训练的进展不在这里。",
  made: (p) => `由 Gantry ${p.version} 生成于 ${p.date}。`,
  all: "包含全部样本图。",
  samples: (p) =>
    `包含 ${p.all} 张样本图中的 ${p.shown} 张，从第一张到最后一张均匀选取。用 “gantry report --samples all” 可以全部收入。`,
  live: "不含用当前权重绘制的样本图；用 “gantry report --samples all” 可以一并收入。",
  series: (p) => `曲线把 ${p.rows} 行记录归并为 ${p.points} 段，各段保留最小值、最大值和平均值；放大也不会更细。`,
  wholeSeries: "曲线包含每一行记录。",
  tooLarge: (p) => `不含 ${p.file}（${p.size}）。`,
  studio: "要继续训练、新建训练，或查看这里没有的内容，请用 “gantry studio” 打开训练任务所在的文件夹。",
  overview: "概览",
  toNewest: { button: "最新", title: "到最新的图" },
  exporting: "这里显示的是训练任务的副本：请在训练任务所在之处用以下命令导出：",
  states: { training: "当时在训练", paused: "当时已暂停" },
  training: (p) => `写下本报告时（${p.date}）仍在训练；此后的进展不在这里。`,
  try: (p) => `当时的建议：${p.what}`,
  missingNets: "本报告中没有：检查点过大，或无法读取。“gantry studio” 可以显示。",
  missing: (p) => `本报告中没有训练任务 ${p.run}。`,
};
