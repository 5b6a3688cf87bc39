/** @file What is said of a run before it begins. */

export const plan = {
  data: "data",
  nets: "nets",
  runs: "runs",
  parameters: "parameters",
  items: (p: { count: string; shape: string }): string => `${p.count} × ${p.shape}`,
  moreWarnings: (p: { count: number; data: string }): string => `and ${p.count} more: gantry data ${p.data}`,
  from: "from",
  /** What becomes of a tensor of the run that is begun with: a word, and what is said behind its shape. */
  inherited: {
    taken: "taken",
    shape: "other shape",
    new: "new",
    unused: "left out",
  },
  inheritedWhy: {
    taken: "",
    shape: (p: { got: string }): string => `it has ${p.got}: begins anew`,
    new: "begins anew",
    unused: "this game has none",
  },
  time: "time",
  estimate: (p: { time: string; steps: string; ms: string }): string =>
    `about ${p.time} for ${p.steps} steps (${p.ms} ms a step, measured just now)`,
  origins: {
    default: "default",
    measured: "measured here",
    recipe: "the recipe's default",
    data: "from the data",
    file: "configuration file",
    flag: "command line",
    set: "--set",
  },
} as const;
