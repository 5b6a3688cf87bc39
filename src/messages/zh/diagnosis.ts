/** @file 用文字表达的诊断结论：训练得怎么样、依据哪个数字、为什么、可以怎么做。 */
import type { diagnosis as en, Measured } from "../en/diagnosis.ts";
import type { Translated } from "../translated.ts";

const percent = (share: number): string => `${Math.round(100 * share)}%`;
const short = (value: number): string => String(Number(value.toPrecision(2)));

const measures: Readonly<Record<string, (value: number) => string>> = {
  accuracyD: (value) => `判别器对 ${percent(value)} 的样例判断正确`,
  diversity: (value) => `多样性为真实数据的 ${short(value)} 倍`,
  coverage: (value) => `覆盖了 ${percent(value)} 的数据`,
  distance: (value) => `距离 ${short(value)}`,
  motion: (value) => `样本往返移动了数据跨度的 ${percent(value)}`,
  updateG: (value) => `每步使权重变化其大小的 ${short(value)} 倍`,
  updateD: (value) => `每步使判别器的权重变化其大小的 ${short(value)} 倍`,
  copied: (value) => `${percent(value)} 的样本是翻版`,
  output: (value) => `损失或输出达到 ${short(value)}`,
  nan: () => "出现了非有限数值",
};

export const diagnosis: Translated<typeof en> = {
  words: {
    "warming up": "热身中",
    healthy: "健康",
    converged: "已收敛",
    "D winning": "判别器占上风",
    "G winning": "生成器占上风",
    oscillating: "震荡",
    "losing diversity": "多样性下降",
    collapsed: "模式坍塌",
    stalled: "停滞",
    diverged: "发散",
    memorising: "死记硬背",
  },
  measured: ({ measure, value }: Measured): string => measures[measure]?.(value) ?? "",
  why: {
    "warming up": "为时尚早，或样本仍在快速靠近数据",
    healthy: "没有发现问题",
    converged: "判别器只能瞎猜，样本与数据同样多样，距离已到噪声下限：这就是均衡",
    "D winning": "判别器几乎总能分辨真假，而样本没有继续靠近数据",
    "G winning": "判别器分不出真假，但样本离数据还很远",
    oscillating: "相邻两次查看之间样本大幅移动又折返：双方在互相追逐、原地打转",
    "losing diversity": "样本不如数据多样，或漏掉了一部分数据",
    collapsed: "几乎所有样本都一样，或只落在数据的一小部分上",
    stalled: "权重几乎不动，而样本离数据还很远",
    diverged: "损失、输出或更新无限增长，或出现了非有限数值",
    memorising: "五分之一以上的样本是训练数据的翻版",
  },
  try: {
    "warming up": "请等待",
    healthy: "继续训练",
    converged: "可以停止，或继续训练以确认",
    "D winning": "降低 --lr-d、使用 --penalty r1 或 --loss ns、减少 --d-steps",
    "G winning": "降低 --lr-g、提高 --lr-d、增加 --d-steps",
    oscillating: "降低学习率、使用 --beta1 0.5 或 0、--penalty r1、--ema 0.999",
    "losing diversity": "使用 --penalty r1、降低 --lr-g、增大 --batch、增大 z",
    collapsed: "用 --penalty r1 或更低的 --lr-g 重新开始，或从更早的检查点继续",
    stalled: "提高学习率",
    diverged: "把学习率降到十分之一、使用 --clip-gradient 1",
    memorising: "增加数据、使用 --flip、减少步数、减小 --width",
  },
};
