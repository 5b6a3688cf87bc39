/** @file 新的训练任务要排除的数据文件。 */
import type { Translated } from "gantry/messages";
import type { leaveOut as en } from "../en/leave-out.ts";

export const leaveOut: Translated<typeof en> = {
  mark: "在新的训练任务中排除",
  sign: "已标记为排除",
  cannot: "无法在此标记：名称含逗号，或首尾有空格，命令行的列表无法表示；可写进配置文件的列表。",
  marked: (p) => (p.count === 0 ? "没有标记任何项" : `已标记 ${p.count} 项`),
  without: () => "排除后新建训练任务",
  none: "取消全部标记",
  twins: (p) => `把后面重复的 ${p.count} 项标记为排除`,
  some: (p) => `共 ${p.count} 项，此处均匀选取 ${p.shown} 项。按顺序查看全部：`,
  page: (p) => `第 ${p.first} 至 ${p.last} 项，共 ${p.count} 项`,
  previous: "上一页",
  next: "下一页",
  moreTwins: (p) => `显示其余 ${p.groups} 组`,
  commands: { previous: "上一页数据项", next: "下一页数据项", without: "排除已标记的项，新建训练任务" },
};
