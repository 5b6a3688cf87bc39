/** @file The ridge: what D says of each batch, over the run. */

const drawn =
  "Drawn from 21 quantiles, a twentieth of the batch between neighbours, smoothed over two bins of a hundred: both outlines of a row hold the same area, but a spike of more than four times the other's height is cut off. Overlap: the area that both share before smoothing, 1 for the same, 0 for nothing in common; by chance alone, two batches of 64 of the same come to about 0.7.";

export const ridge = {
  title: "What D says",
  how: `Each row is a step, the newest at the bottom: how the probabilities that D gave to its batch are spread, of real items (filled, solid line) and of generated ones (dashed). Apart: D tells them easily. Over one another: it can only guess. ${drawn}`,
  howOutputs: `Each row is a step, the newest at the bottom: how D's own outputs on its batch are spread, of real items (filled, solid line) and of generated ones (dashed); for losses that compare, less the mean of the other side. Apart: D tells them easily. ${drawn}`,
  keysHow: "Arrow keys move through the steps and read them, Enter looks at a step, t shows a table.",
  row: (p: { step: string; real: string; fake: string; overlap: string }): string =>
    `step ${p.step}: real ${p.real} at the median, generated ${p.fake}; overlap ${p.overlap}`,
  summary: (p: { count: number; first: string; newest: string }): string =>
    `${p.newest}. ${p.count} steps from step ${p.first} on.`,
  real: "real",
  fake: "generated",
  overlap: "overlap",
  step: "step",
  /** Of a column of the table. */
  median: (p: { of: string }): string => `${p.of}: median (10–90 %)`,
} as const;
