/** @file Charts: how they are read aloud, as tables, and moved through. */
import type { Translated } from "gantry/messages";
import type { charts as en } from "../en/charts.ts";

export const charts: Translated<typeof en> = {
  role: "图表",
  how: "如何阅读此图",
  table: "以表格显示",
  chart: "以图表显示",
  unzoom: "显示全部步数",
  keysHow: "方向键移动光标，回车查看该步，+ 和 − 缩放，0 显示全部，t 切换表格。",
  axes: { step: "步", images: "已看图像数", time: "训练时间" },
  at: (p) => `${p.axis} ${p.value}`,
  value: (p) => `${p.label} ${p.value}`,
  summary: (p) =>
    `${p.label}，${p.count} 个点：最后 ${p.last}，最小 ${p.least}（${p.leastAt}），最大 ${p.greatest}（${p.greatestAt}），${p.trend}。`,
  trends: { rising: "上升中", falling: "下降中", level: "平稳" },
  none: "此图表尚无记录。",
  page: (p) => `第 ${p.page} 页，共 ${p.pages} 页`,
  previousPage: "上一页",
  nextPage: "下一页",
  band: "10–90 %",
};
