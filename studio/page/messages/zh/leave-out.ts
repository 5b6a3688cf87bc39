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
  commands: { without: "排除已标记的项，新建训练任务" },
};
