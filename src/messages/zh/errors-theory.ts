/** @file Errors of `theory`, in Chinese. */

import type { FigureProblem } from "../en/errors-theory.ts";

const figureProblems: { readonly [P in FigureProblem]: (got: number) => string } = {
  images: () => "它的数据是图像。图 1 画的是直线上的点：gantry train gaussian --z 1",
  dimensions: (got) => `它的点有 ${got} 维。图 1 画的是直线上的点：gantry train gaussian --z 1`,
  classes: () => "它的生成器除 z 外还需要类别。请选用生成器只有 z 的训练任务。",
  checkpoints: (got) =>
    `它${got === 0 ? "没有保留检查点" : "只保留了一个检查点"}，而每幅小图都需要一个检查点。` +
    "请用 --save-every 100 --keep 100 训练，或继续训练它。",
};

export const theoryErrors = {
  E720: (p: { where: string; got: string }): string =>
    `${p.where}：被积函数在区间内应处处有限，积分结果却是 ${p.got}。请避开它不是有限值的地方。`,
  E721: (p: { where: string; expected: string; got: string }): string =>
    `${p.where}：期望 ${p.expected}，得到 ${p.got}。请按 { mu: 0, sd: 1 } 的形式给出各个高斯分量。`,
  E722: (p: { where: string; expected: string; got: string }): string =>
    `${p.where}：期望 ${p.expected}，得到 ${p.got}。这些数值不能构成一个分布。`,
  E723: (p: { run: string; problem: FigureProblem; got: number }): string =>
    `无法为 ${p.run} 绘制图 1：${figureProblems[p.problem](p.got)}`,
  E724: (p: { where: string; got: string; kept: readonly number[] }): string =>
    `${p.where}：应为该训练任务所保留的步数中的一到六个，且依次递增，得到 ${p.got}。它保留的步数有 ${p.kept.join("、")}。`,
};
