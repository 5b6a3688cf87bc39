/** @file How a tensor's numbers were spread at each checkpoint, in the Nets view; loads with what it is about. */

export const spreads = {
  title: "How they were spread, over the run",
  how: "Each row is a checkpoint, the newest at the bottom, all on one axis; the line under the scrubber's is coloured, and a click leads to another. Drawn from 64 bins of each row's own range, smoothed over two of a hundred of the axis. A row is as high as there is room, so places and widths can be compared between rows, heights only within one. A run keeps its newest checkpoints, the best, and every tenth; --keep keeps more of them.",
  row: (p: { step: string; from: string; to: string; mean: string; std: string }): string =>
    `step ${p.step}: from ${p.from} to ${p.to}, mean ${p.mean}, standard deviation ${p.std}`,
  summary: (p: { name: string; marked: string; first: string; last: string }): string =>
    `${p.name}. Here ${p.marked}. First, ${p.first}. Last, ${p.last}.`,
  columns: { step: "step", min: "least", max: "greatest", mean: "mean", std: "std. dev." },
  reading: (p: { done: number; of: number }): string => `Reading checkpoints, ${p.done} of ${p.of}…`,
  shown: (p: { shown: number; kept: number }): string =>
    p.shown < p.kept
      ? `${p.shown} of ${p.kept} checkpoints, evenly chosen, the first and the last among them.`
      : p.kept === 1
        ? "This run has one checkpoint."
        : `All ${p.kept} checkpoints.`,
  missed: (p: { steps: string; why: string }): string => `Without step ${p.steps}: ${p.why}`,
  gone: "its checkpoint was let go meanwhile.",
  lacks: "its checkpoint does not have them.",
  notYet: "there was no update before it, so no gradient.",
  and: ", ",
} as const;
