/**
 * @file Points along curves of the plane, with a little noise: data whose support is thin.
 *
 * `swissroll`: t = 1.5π(1 + 2u), (t cos t, t sin t) with noise .25, all divided by 7.5, as in the toy experiments of
 * Gulrajani et al. (2017). `moons`: two interleaved half circles of radius 1, noise .05. `spiral`: two arms of one and
 * a half turns that grow to radius 2, noise .02.
 */
import { type RandomSource, randomSource } from "../base/random.ts";

export interface PointsOptions {
  readonly count: number;
  readonly seed: number;
}

/** `values`: `[count, dimensions]`; `labels`: one class a point, where the set has any. */
export interface LabelledPoints {
  readonly dimensions: number;
  readonly values: Float32Array;
  readonly labels?: Int32Array;
}

type Spot = readonly [x: number, y: number];

/** A point of a curve with one class. */
export type Curve = (random: RandomSource, branch: number) => Spot;

export const swissroll: Curve = ({ uniform, normal }) => {
  const t = 1.5 * Math.PI * (1 + 2 * uniform());
  return [(t * Math.cos(t) + 0.25 * normal()) / 7.5, (t * Math.sin(t) + 0.25 * normal()) / 7.5];
};

export const moons: Curve = ({ uniform, normal }, branch) => {
  const t = Math.PI * uniform();
  const [x, y] = branch === 0 ? [Math.cos(t), Math.sin(t)] : [1 - Math.cos(t), 0.5 - Math.sin(t)];
  return [x + 0.05 * normal(), y + 0.05 * normal()];
};

export const spiral: Curve = ({ uniform, normal }, branch) => {
  const along = Math.sqrt(uniform()); // the root spreads the points evenly over the arm's length
  const angle = 3 * Math.PI * along + Math.PI * branch;
  const radius = 2 * along;
  return [radius * Math.cos(angle) + 0.02 * normal(), radius * Math.sin(angle) + 0.02 * normal()];
};

/** Draws points of a curve; with more than one branch, a point's label is its branch. */
export function drawCurve(curve: Curve, branches: number, { count, seed }: PointsOptions): LabelledPoints {
  const random = randomSource({ seed, stream: "points", counter: 0 });
  const values = new Float32Array(2 * count);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const branch = branches === 1 ? 0 : random.below(branches);
    labels[i] = branch;
    values.set(curve(random, branch), 2 * i);
  }
  return branches === 1 ? { dimensions: 2, values } : { dimensions: 2, values, labels };
}
