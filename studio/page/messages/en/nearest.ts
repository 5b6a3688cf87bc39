/** @file The training images nearest to a sample. They load when somebody asks. */

export const nearest = {
  cell: (p: { cell: number; step: string }): string => `cell ${p.cell}, step ${p.step}`,
  searching: "Comparing it with every training image …",
  list: "Training images, the nearest first",
  found: (p: { nearest: string; gap: string }): string =>
    `The nearest is ${p.nearest} away; training images keep ${p.gap} from their own nearest at the median.`,
  only: (p: { nearest: string }): string => `The nearest is ${p.nearest} away.`,
  verdicts: {
    copied: "Looks copied: nearer than a quarter of that.",
    near: "No copy, yet nearer than they usually are.",
    apart: "No copy: no nearer than they usually are.",
  },
  untold:
    "Half of the training images have a twin, or there is one alone: whether it is a copy cannot be told by that.",
  how: "Distances are root mean squares over pixel values from −1 to 1, images as the networks see them and not mirrored.",
  some: (p: { looked: string; count: string }): string =>
    `The median is that of ${p.looked} training images, drawn once, against all ${p.count}.`,
} as const;
