/** @file 配置差异。 */
import type { Translated } from "gantry/messages";
import type { differences as en } from "../en/differences.ts";

export const differences: Translated<typeof en> = {
  same: (p) => (p.runs === 2 ? "两者的配置完全相同。" : "配置完全相同。"),
  count: (p) => `${p.count} 项不同`,
  key: "键",
  absent: "没有此设置",
  none: "未给出",
};
