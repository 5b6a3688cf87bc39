/** @file 训练状况的简短判断。 */
import type { verdicts as en } from "../en/verdicts.ts";

export const verdicts: { readonly [K in keyof typeof en]: string } = {
  warmingUp: "预热中",
  healthy: "健康",
  converged: "已收敛",
  dWinning: "判别器占优",
  gWinning: "生成器占优",
  oscillating: "振荡",
  losingDiversity: "多样性下降",
  collapsed: "模式坍塌",
  stalled: "停滞",
  diverged: "发散（NaN）",
};
