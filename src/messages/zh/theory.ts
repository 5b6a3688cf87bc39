/** @file `gantry theory` 打印和绘制的文字。数字已格式化。 */

import type { theory as en } from "../en/theory.ts";
import type { Translated } from "../translated.ts";

export const theory: Translated<typeof en> = {
  table: {
    title: "p_data = N(0, 1)，p_g = N(δ, 1)，单位为奈特，现场计算",
    columns: { delta: "δ", jsd: "JSD", most: "V(D*)", w1: "W₁", kl: "KL", middle: "D*(δ/2)" },
    pushed: "用前推计算",
  },
  coin: (p: { klP: string; klQ: string; jsd: string }): string =>
    `两枚硬币，P = (.5, .5)，Q = (.9, .1)，M 为二者的平均：KL(P‖M) ${p.klP}，KL(Q‖M) ${p.klQ}，JSD ${p.jsd} 奈特`,
  proposition1: (p: { places: number; deviation: string; bends: number; drop: string }): string =>
    `命题 1：在 ${p.places} 处搜索最优回答，与 D* 相差不超过 ${p.deviation}；${p.bends} 个被扭曲的 D，其 V 都更小，至少小 ${p.drop}`,
  theorem1: (p: { error: string; equality: string; excess: string }): string =>
    `定理 1：直接求和的 V(D*) 与 −ln 4 + 2 JSD 相差不超过 ${p.error}；p_g = p_data 时与 −ln 4 相差不超过 ${p.equality}；` +
    `对表中其他每个 p_g，至少大出 ${p.excess}`,
  theorem2: (p: { points: number; steps: number; distance: string }): string =>
    `定理 2：在 ${p.points} 个点上，每步都取 D = D*，沿 C(G) 下降 ${p.steps} 步后，p_g 与 p_data 相差不超过 ${p.distance}`,
  gradient: (p: { errors: readonly string[] }): string =>
    `穿过样本的梯度：对 f = ln(1 − D)，∇E f(x + σε) − ∇f(x) 为 ${p.errors.join("、")}`,
  gradientAt: (p: { error: string; sigma: string }): string => `${p.error}（σ = ${p.sigma}）`,
  k: {
    title: "k，即 G 每更新一次时 D 的更新次数：p_g = N(θ, 1)，D 是一条从零开始学习的逻辑斯蒂直线",
    columns: {
      k: "k",
      gap: "θ = 5 时 D 的差距",
      minimax: "G 的斜率（minimax）",
      ns: "G 的斜率（ns）",
      past: "G 越过目标多远",
    },
    small: "太小：D 落后于 D*，G 跟着过时的判断越过目标",
    large: "太大且 p_g 尚远：minimax 没有斜率可循，ns 仍有",
  },
  figure: {
    title: "图 1：p_g 如何走向 p_data",
    description: (p: { panels: string }): string =>
      `x 上的数据密度、生成密度、D 与最优的 D，以及从 z 到 G(z) 的箭头。${p.panels}`,
    legend: { data: "p_data", generated: "p_g", D: "D(x)", optimal: "D*(x)" },
    step: (p: { step: string }): string => `第 ${p.step} 步`,
    dAlone: (p: { count: string }): string => `只更新 D ${p.count} 次`,
    gAlone: (p: { count: string }): string => `只更新 G ${p.count} 次`,
    distances: (p: { jsd: string; w1: string }): string => `JSD ${p.jsd} · W₁ ${p.w1}`,
    values: (p: { value: string; gap: string }): string => `V ${p.value} · 差距 ${p.gap}`,
    columns: { panel: "小图", jsd: "JSD", w1: "W₁", most: "V(D*)", value: "V(D)", gap: "差距" },
    sampled: (p: { floor: string }): string =>
      `p_g 或 p_data 只能由样本得知：即使两个分布相同，JSD 也约为 ${p.floor}（用 --z 1 则没有这个下限）`,
    critic: "这种损失的 D 不是概率：图中不画它",
    training: (p: { steps: string }): string => `训练 ${p.steps} 步，z 在 (−1, 1) 上均匀分布，数据为 N(2, 1)`,
  },
};
