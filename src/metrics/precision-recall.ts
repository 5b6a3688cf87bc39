/**
 * @file Precision, recall, density and coverage: is each fake like some real, and each real like some fake?
 *
 * Around each sample lies a ball that reaches to its k-th neighbour of the same set (itself left out); the balls of a set
 * stand for where its distribution has mass.
 *
 *   precision   share of fakes that lie in the ball of any real
 *   recall      share of reals that lie in the ball of any fake
 *   density     Σ over fakes of the number of reals' balls they lie in, / (k M): not fooled by one real far out; may pass 1
 *   coverage    share of reals whose own ball holds any fake: not fooled by one fake far out
 *
 * Kynkäänniemi et al., "Improved precision and recall metric for assessing generative models", 2019,
 * https://arxiv.org/abs/1904.06991 (k 3, a ball holds its edge: `inclusive`); Naeem et al., "Reliable fidelity and
 * diversity metrics for generative models", 2020, https://arxiv.org/abs/2002.09797 (k 5, it does not: `strict`).
 *
 * A set against itself gives 1 for precision, recall and coverage; density is 1 by the strict convention, and (k + 1)/k
 * by the inclusive one, which counts the k-th neighbour too.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { meanOfRows } from "./centre.ts";
import { type DistanceBlock, distanceBlocks, doubtOf, exactly, type Points, pointsOf } from "./distances.ts";
import { neighbourRadii } from "./neighbour-radii.ts";
import { checkPair } from "./samples.ts";
import { type MetricWarning, metricWarning } from "./warning.ts";
import { type MetricWork, workerOf } from "./work.ts";

export interface PrecisionRecallOptions extends MetricWork {
  /** Which neighbour a ball reaches to: 5 by default, as in Naeem et al.; Kynkäänniemi et al. take 3. */
  readonly k?: number;
  /** Whether a ball holds what lies on its edge; `strict`, the default: it does not. */
  readonly ties?: "strict" | "inclusive";
}

export interface PrecisionRecall {
  readonly precision: number;
  readonly recall: number;
  readonly density: number;
  readonly coverage: number;
  /** W702 for each set with samples whose ball has no extent. */
  readonly warnings: readonly MetricWarning[];
}

/**
 * @param real `[N, d]` @param fake `[M, d]`; the order of rows does not matter
 * @throws E700 for a k that a set has no neighbours for, E705, E706, E707
 */
export async function precisionRecall(
  real: Matrix,
  fake: Matrix,
  { k = 5, ties = "strict", ...work }: PrecisionRecallOptions = {},
): Promise<PrecisionRecall> {
  checkPair("precisionRecall", real, fake);
  checkNeighbours("real", real, k);
  checkNeighbours("fake", fake, k);
  const centre = meanOfRows(real);
  const worker = workerOf(work, real.rows ** 2 + fake.rows ** 2 + real.rows * fake.rows);
  const balls = async (given: Matrix): Promise<Balls> => {
    // around their own mean: those of a collapsed generator are close to one another and far from the reals
    const radii = await neighbourRadii(pointsOf(given, meanOfRows(given)), k, worker);
    return { points: pointsOf(given, centre), radii, holds: new Uint32Array(given.rows) };
  };
  const [reals, fakes] = [await balls(real), await balls(fake)];
  const lies = { inReals: new Uint32Array(fake.rows), inFakes: new Uint32Array(real.rows) };
  for await (const block of distanceBlocks(reals.points, fakes.points, worker)) {
    countMembers(block, reals, fakes, lies, ties === "inclusive");
  }
  return {
    precision: shareOf(lies.inReals),
    recall: shareOf(lies.inFakes),
    density: lies.inReals.reduce((sum, count) => sum + count, 0) / (k * fake.rows),
    coverage: shareOf(reals.holds),
    warnings: [...pointBalls("real", reals.radii, k), ...pointBalls("fake", fakes.radii, k)],
  };
}

/** @property radii squared @property holds how many of the other set lie in each ball */
interface Balls {
  readonly points: Points;
  readonly radii: Float64Array;
  readonly holds: Uint32Array;
}

function checkNeighbours(where: string, { rows }: Matrix, k: number): void {
  if (rows < 2) throw new GantryError("E705", { where, expected: 2, got: rows });
  if (!Number.isInteger(k) || k < 1 || k >= rows) throw new GantryError("E700", { where, k, rows });
}

/** Each pair of a real and a fake: does either lie in the other's ball? */
function countMembers(
  { row, column, squared }: DistanceBlock,
  reals: Balls,
  fakes: Balls,
  lies: { readonly inReals: Uint32Array; readonly inFakes: Uint32Array },
  inclusive: boolean,
): void {
  const doubt = doubtOf(reals.points);
  const count = (counts: Uint32Array, at: number): void => {
    counts[at] = (counts[at] as number) + 1;
  };
  for (let i = row; i < row + squared.rows; i += 1) {
    const [radius, norm] = [reals.radii[i] as number, reals.points.norms[i] as number];
    for (let j = column; j < column + squared.columns; j += 1) {
      let distance = squared.values[(i - row) * squared.columns + (j - column)] as number;
      const other = fakes.radii[j] as number;
      const error = doubt * (norm + (fakes.points.norms[j] as number));
      if (distance > radius + error && distance > other + error) continue;
      if (Math.abs(distance - radius) <= error || Math.abs(distance - other) <= error) {
        distance = exactly(reals.points, i, fakes.points, j);
      }
      if (inclusive ? distance <= radius : distance < radius) {
        count(reals.holds, i);
        count(lies.inReals, j);
      }
      if (inclusive ? distance <= other : distance < other) count(lies.inFakes, i);
    }
  }
}

const shareOf = (counts: Uint32Array): number => counts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0) / counts.length;

function pointBalls(where: string, radii: Float64Array, k: number): MetricWarning[] {
  const count = radii.reduce((sum, radius) => sum + (radius === 0 ? 1 : 0), 0);
  return count === 0 ? [] : [metricWarning("W702", { where, count, k })];
}
