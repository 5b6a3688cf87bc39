/** @file What the `latent` commands say of what they found. */

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export const latent = {
  /** One line for the whole; the picture's path follows. */
  arithmetic: (p: {
    result: string;
    changed: number;
    before: number;
    after: number;
    count: number;
    judge: string;
  }): string =>
    `${p.result} in ${percent(p.changed)} of the sums that needed it: ${percent(p.before)} of ${p.count} means C ` +
    `show it, ${percent(p.after)} of A − B + C, judged by ${p.judge}`,
  added: (p: { attribute: string }): string => `${p.attribute} added`,
  removed: (p: { attribute: string }): string => `${p.attribute} taken away`,
  turn: (p: { attribute: string; from: string; to: string; monotone: number; count: number; judge: string }): string =>
    `${p.attribute} from ${p.from} to ${p.to} on average, never falling in ${percent(p.monotone)} of ` +
    `${p.count} rows, judged by ${p.judge}`,
  features: (p: { layer: number; items: number; focus: string; random: string }): string =>
    `layer ${p.layer}, the filters that ${p.items} items excite most; half of a picture's light lies in ` +
    `${p.focus} of its pixels, ${p.random} with random weights`,
  probe: {
    columns: { features: "features", dimension: "numbers", decay: "λ", accuracy: "right" },
    trained: "D as trained",
    random: "D with first weights",
    pixels: "pixels",
    counts: (p: { train: number; test: number; classes: number; loss: string }): string =>
      `${p.loss} on ${p.train} items of ${p.classes} classes, judged on ${p.test} others`,
  },
  forget: (p: { maps: number; of: number; layer: number; accuracy: number }): string =>
    `dropped ${p.maps} of ${p.of} maps of layer ${p.layer}; the regression tells ${percent(p.accuracy)} of places apart`,
  forgotten: (p: {
    thing: string;
    before: number;
    after: number;
    gone: number;
    count: number;
    judge: string;
  }): string =>
    `${p.thing} gone in ${percent(p.gone)} of the samples that had it: ` +
    `${percent(p.before)} of ${p.count} samples had it before, ${percent(p.after)} after, judged by ${p.judge}`,
  kept: (p: { kept: string }): string => `what else they show before and after correlates: ${p.kept}`,
  directions: (p: { index: number; share: number; effect: string }): string =>
    `${p.index}  ${percent(p.share)} of the variance${p.effect === "" ? "" : `  ${p.effect}`}`,
  project: (p: { mean: string; worst: string; count: number; steps: number; starts: number }): string =>
    `mean squared difference ${p.mean} on average, ${p.worst} at worst, over ${p.count} pictures ` +
    `(${p.steps} steps from ${p.starts} starts)`,
} as const;
