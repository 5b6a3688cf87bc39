/**
 * @file Mixtures of equal Gaussians: what mode coverage is measured on. A point's label is its Gaussian.
 *
 * `ring8` and `grid25` have the numbers that the literature compares on (Metz et al. 2017; Srivastava et al. 2017):
 * a ring of 8 with radius 2 and σ .02, the first centre at angle 0, and means {−4, −2, 0, 2, 4}² with σ .05.
 */
import { randomSource } from "../base/random.ts";
import type { LabelledPoints, PointsOptions } from "./curves.ts";
import type { Modes } from "./dataset.ts";

const LATTICE = [-4, -2, 0, 2, 4] as const;

/** One Gaussian on the line, away from what noise would give by itself. */
export const gaussian: Modes = { centres: [[3]], sigma: 0.5 };
/** Two modes on the line. */
export const mixture2: Modes = { centres: [[-2], [2]], sigma: 0.5 };
/** Five modes on the line. */
export const mixture5: Modes = { centres: LATTICE.map((x) => [x]), sigma: 0.2 };
export const ring8: Modes = {
  centres: Array.from({ length: 8 }, (_, k) => [
    2 * Math.cos((2 * Math.PI * k) / 8),
    2 * Math.sin((2 * Math.PI * k) / 8),
  ]),
  sigma: 0.02,
};
export const grid25: Modes = { centres: LATTICE.flatMap((x) => LATTICE.map((y) => [x, y])), sigma: 0.05 };

/** Draws from a mixture: a mode, each equally likely, then its Gaussian. */
export function drawMixture({ centres, sigma }: Modes, { count, seed }: PointsOptions): LabelledPoints {
  const { below, normal } = randomSource({ seed, stream: "points", counter: 0 });
  const dimensions = (centres[0] as readonly number[]).length;
  const values = new Float32Array(count * dimensions);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const mode = below(centres.length);
    const centre = centres[mode] as readonly number[];
    labels[i] = mode;
    for (let d = 0; d < dimensions; d += 1) values[i * dimensions + d] = (centre[d] as number) + sigma * normal();
  }
  return { dimensions, values, labels };
}
