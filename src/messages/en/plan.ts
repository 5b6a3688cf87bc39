/** @file What is said of a run before it begins. */

export const plan = {
  data: "data",
  nets: "nets",
  runs: "runs",
  parameters: "parameters",
  items: (p: { count: string; shape: string }): string => `${p.count} × ${p.shape}`,
  moreWarnings: (p: { count: number; data: string }): string => `and ${p.count} more: gantry data ${p.data}`,
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
