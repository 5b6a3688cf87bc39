/** @file Where configurations differ. */

export const differences = {
  same: (p: { runs: number }): string =>
    p.runs === 2 ? "Both have the same configuration." : "All have the same configuration.",
  count: (p: { count: number }): string => (p.count === 1 ? "1 value differs" : `${p.count} values differ`),
  key: "key",
  /** No run of its recipe can be told it. */
  absent: "no such setting",
  none: "not given",
  rollbacks: "rollbacks",
  rolledBack: (p: { step: string; to: string; factor: string }): string =>
    `last at step ${p.step}: back to step ${p.to}, learning rates × ${p.factor}`,
} as const;
