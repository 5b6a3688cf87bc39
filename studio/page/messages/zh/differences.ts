/** @file 配置差异。 */
import type { Translated } from "gantry/messages";
import type { differences as en } from "../en/differences.ts";

export const differences: Translated<typeof en> = {
  same: (p) => (p.runs === 2 ? "两者的配置完全相同。" : "配置完全相同。"),
  count: (p) => `${p.count} 项不同`,
  key: "键",
  absent: "没有此设置",
  none: "未给出",
  rollbacks: "回退次数",
  rolledBack: (p) => `最近一次在第 ${p.step} 步：回到第 ${p.to} 步，学习率 × ${p.factor}`,
};
