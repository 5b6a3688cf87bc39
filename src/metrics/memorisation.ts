/**
 * @file Memorisation: are fakes nearer to the training data than fresh real data are?
 *
 *   d(x) = distance from x to its nearest training item        closer = P(d(fake) < d(held-out)) + ½ P(equal)
 *
 * ½ where fakes are as far from what was trained on as held-out data; towards 1 where they are copies; below ½ where
 * they miss the data. This is Meehan, Chaudhuri & Dasgupta, "A non-parametric test to detect data-copying in generative
 * models", 2020, https://arxiv.org/abs/2004.05675, over one cell: their Z_U, the Mann–Whitney statistic of both lists of
 * distances in standard deviations, is negative for copying, and below −3 is hardly chance. (Their C_T averages Z_U over
 * cells of the data, so that copying in one region is not hidden by underfitting in another: hand in such parts.)
 *
 * Held-out data must not have been trained on. Copies are found exactly: a distance of 0 is computed from differences,
 * never from rounded products. Held-out copies are counted beside them, since real data repeats itself too.
 */
import type { Matrix } from "../base/matrix.ts";
import { meanOfRows } from "./centre.ts";
import { distanceBlocks, exactly, type Points, pointsOf } from "./distances.ts";
import { neighbourRadii } from "./neighbour-radii.ts";
import { checkPair, checkSamples } from "./samples.ts";
import { type MetricWork, type Worker, workerOf } from "./work.ts";

/** Three sets of items of one kind: pixels, or features of one network. */
export interface MemorisationSets {
  /** What the generator was trained on, `[T, d]`. */
  readonly training: Matrix;
  /** Real items that it was not, `[M, d]`. */
  readonly heldOut: Matrix;
  /** `[N, d]` */
  readonly fakes: Matrix;
}

export interface NearestItems {
  /** Distance to the nearest training item, of each item. */
  readonly distances: Float64Array;
  /** Which one that is. */
  readonly indices: Uint32Array;
}

export interface Memorisation {
  /** In [0, 1]; ½ for fresh data, 1 for copies. */
  readonly closer: number;
  /** Z_U: standard deviations from ½, negative for copying; 0 where all distances are equal. */
  readonly z: number;
  /** Fakes that equal a training item, and held-out items that do. */
  readonly copies: number;
  readonly heldOutCopies: number;
  /** To show beside the fakes. */
  readonly nearest: NearestItems;
  /** Distances of the held-out items. */
  readonly heldOut: Float64Array;
}

/**
 * @param sets their rows in any order @param work products, progress, a signal to stop
 * @throws E112 for values that do not fill a matrix, E705 for an empty set, E706, E707
 */
export async function memorisation(
  { training, heldOut, fakes }: MemorisationSets,
  work: MetricWork = {},
): Promise<Memorisation> {
  checkPair("memorisation.heldOut", training, heldOut);
  checkPair("memorisation.fakes", training, fakes);
  const centre = meanOfRows(training);
  const items = pointsOf(training, centre);
  const worker = workerOf(work, training.rows * (heldOut.rows + fakes.rows));
  const real = await nearestItems(pointsOf(heldOut, centre), items, worker);
  const nearest = await nearestItems(pointsOf(fakes, centre), items, worker);
  const { above, z } = rankSum(nearest.distances, real.distances);
  const zeros = (distances: Float64Array) => distances.filter((distance) => distance === 0).length;
  return {
    closer: 1 - above,
    z,
    copies: zeros(nearest.distances),
    heldOutCopies: zeros(real.distances),
    nearest,
    heldOut: real.distances,
  };
}

/** How near a copy is, of the median distance that items keep from their nearest. */
export const COPY: number = 0.25;

/**
 * Share of fakes that are copies: nearer to an item than a quarter of what items keep from one another, beyond what
 * chance does. Without held-out data chance is what the items do themselves: some of them lie so near to another, 4 % of
 * points at random in a plane, more where the data has clumps. p of the fakes and b of the items make (p − b)/(1 − b).
 *
 * @param items all that was trained on, `[T, d]`, T ≥ 2 @param fakes `[N, d]`
 * @returns in [0, 1]: about 0 for fresh data, 1 for copies; 0 where more than half of the items have a twin among them
 * @throws E112, E705, E706 and E707 as `memorisation`
 */
export async function copiedShare(items: Matrix, fakes: Matrix, work: MetricWork = {}): Promise<number> {
  checkPair("copiedShare.fakes", items, fakes);
  checkSamples("copiedShare.items", items, 2);
  const centre = meanOfRows(items);
  const points = pointsOf(items, centre);
  const worker = workerOf(work, items.rows * (items.rows + fakes.rows));
  const gaps = (await neighbourRadii(points, 1, worker)).sort();
  const gap = Math.sqrt(gaps[items.rows >> 1] as number);
  const { distances } = await nearestItems(pointsOf(fakes, centre), points, worker);
  const near = (values: Float64Array): number => values.filter((d) => d < COPY * gap).length / values.length;
  return beyondChance(near(distances), near(gaps.map(Math.sqrt)));
}

/** A share of which chance would make `chance` anyway, as a share of the rest; never below 0. */
export const beyondChance = (share: number, chance: number): number =>
  chance < 1 ? Math.max(0, (share - chance) / (1 - chance)) : 0;

/** The nearest row of `items` to each row of `points`. */
async function nearestItems(points: Points, items: Points, worker: Worker): Promise<NearestItems> {
  const n = points.given.rows;
  const [least, indices] = [new Float64Array(n).fill(Infinity), new Uint32Array(n)];
  for await (const { row, column, squared } of distanceBlocks(points, items, worker)) {
    for (let at = 0; at < squared.values.length; at += 1) {
      const i = row + Math.floor(at / squared.columns);
      if ((squared.values[at] as number) >= (least[i] as number)) continue;
      least[i] = squared.values[at] as number;
      indices[i] = column + (at % squared.columns);
    }
  }
  const distances = Float64Array.from(indices, (j, i) => Math.sqrt(exactly(points, i, items, j)));
  return { distances, indices };
}

/**
 * Mann & Whitney's test, with the correction for ties.
 * @returns `above`: the share of pairs in which a > b, ties half; `z`: its distance from ½ in standard deviations
 */
export function rankSum(a: ArrayLike<number>, b: ArrayLike<number>): { readonly above: number; readonly z: number } {
  const [n, m] = [a.length, b.length];
  const all = n + m;
  const value = (i: number): number => (i < n ? a[i] : b[i - n]) as number;
  const order = Array.from({ length: all }, (_, i) => i).sort((i, j) => value(i) - value(j));
  let [ranks, ties] = [0, 0];
  for (let start = 0; start < all; ) {
    let end = start + 1;
    while (end < all && value(order[end] as number) === value(order[start] as number)) end += 1;
    const ofA = order.slice(start, end).filter((i) => i < n).length;
    ranks += (ofA * (start + end + 1)) / 2; // equal values share the mean of their ranks
    ties += (end - start) ** 3 - (end - start);
    start = end;
  }
  const above = (ranks - (n * (n + 1)) / 2) / (n * m);
  const variance = (all + 1 - ties / (all * (all - 1))) / (12 * n * m);
  return { above, z: variance > 0 ? (above - 0.5) / Math.sqrt(variance) : 0 };
}

/**
 * What `closer` is for fresh data: ½, and its standard deviation by chance, √((n + m + 1) / 12nm).
 * @param n fakes @param m held-out items
 */
export const memorisationFloor = (n: number, m: number): { readonly mean: number; readonly std: number } => ({
  mean: 0.5,
  std: Math.sqrt((n + m + 1) / (12 * n * m)),
});
