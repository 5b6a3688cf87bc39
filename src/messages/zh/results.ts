/** @file 各命令输出的结果。 */
import type { results as en } from "../en/results.ts";
import type { Translated } from "../translated.ts";

export const results: Translated<typeof en> = {
  recipes: {
    cite: "出处",
    settings: "设置",
    columns: { key: "键", flag: "选项", initial: "默认值", takes: "取值", help: "作用" },
    forPoints: (p) => `点数据：${p.values}`,
    forImages: (p) => `图像：${p.values}`,
    more: "查看其中一个：gantry recipes dcgan",
  },
};
