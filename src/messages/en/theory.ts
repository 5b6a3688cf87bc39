/** @file What `gantry theory` prints and draws. Numbers come formatted. */

export const theory = {
  table: {
    title: "p_data = N(0, 1), p_g = N(δ, 1), in nats, computed now",
    columns: { delta: "δ", jsd: "JSD", most: "V(D*)", w1: "W₁", kl: "KL", middle: "D*(δ/2)" },
    pushed: "by push-forward",
  },
  coin: (p: { klP: string; klQ: string; jsd: string }): string =>
    `two coins, P = (.5, .5) and Q = (.9, .1), M their mean: KL(P‖M) ${p.klP}, KL(Q‖M) ${p.klQ}, JSD ${p.jsd} nats`,
  proposition1: (p: { places: number; deviation: string; bends: number; drop: string }): string =>
    `Proposition 1: at ${p.places} places a search for the best answer comes to D* within ${p.deviation}; ` +
    `each of ${p.bends} bent D's has a smaller V, by ${p.drop} or more`,
  theorem1: (p: { error: string; equality: string; excess: string }): string =>
    `Theorem 1: V(D*) added up is −ln 4 + 2 JSD within ${p.error}, −ln 4 within ${p.equality} where p_g = p_data, ` +
    `and larger by at least ${p.excess} for every other p_g of the table`,
  theorem2: (p: { points: number; steps: number; distance: string }): string =>
    `Theorem 2: on ${p.points} points, D at D* in every step, p_g is p_data within ${p.distance} after ${p.steps} steps down C(G)`,
  gradient: (p: { errors: readonly string[] }): string =>
    `the gradient through samples: ∇E f(x + σε) − ∇f(x) for f = ln(1 − D) is ${p.errors.join(", ")}`,
  gradientAt: (p: { error: string; sigma: string }): string => `${p.error} at σ ${p.sigma}`,
  k: {
    title: "k, D's steps for one of G: p_g = N(θ, 1), D a logistic line that begins knowing nothing",
    columns: {
      k: "k",
      gap: "D's gap at θ 5",
      minimax: "G's slope, minimax",
      ns: "G's slope, ns",
      past: "how far G runs past its goal",
    },
    small: "too small: D lags behind D*, G follows an old opinion past its goal",
    large: "too large while p_g is far: minimax has no slope left to follow, ns has one",
  },
  figure: {
    title: "Figure 1: how p_g comes to p_data",
    description: (p: { panels: string }): string =>
      `Data density, generated density, D and the best possible D over x, and arrows from z to G(z). ${p.panels}`,
    legend: { data: "p_data", generated: "p_g", D: "D(x)", optimal: "D*(x)" },
    step: (p: { step: string }): string => `step ${p.step}`,
    dAlone: (p: { count: string }): string => `D alone, ${p.count} updates`,
    gAlone: (p: { count: string }): string => `G alone, ${p.count} updates`,
    distances: (p: { jsd: string; w1: string }): string => `JSD ${p.jsd} · W₁ ${p.w1}`,
    values: (p: { value: string; gap: string }): string => `V ${p.value} · gap ${p.gap}`,
    columns: { panel: "panel", jsd: "JSD", w1: "W₁", most: "V(D*)", value: "V(D)", gap: "gap" },
    sampled: (p: { floor: string }): string =>
      `p_g or p_data is known by samples alone: JSD of equal distributions would be about ${p.floor} (--z 1 has no such floor)`,
    critic: "D of this loss is no probability: the figure leaves it out",
    training: (p: { steps: string }): string => `training ${p.steps} steps, z uniform on (−1, 1), data N(2, 1)`,
  },
} as const;
