/**
 * @file Kernel distance (KID with Inception-v3's features): squared maximum mean discrepancy with a cubic kernel.
 *
 *   k(x, y) = (x·y / d + 1)³
 *   MMD² = Σ_{i≠j} k(x_i, x_j) / n(n−1)  +  Σ_{i≠j} k(y_i, y_j) / m(m−1)  −  2 Σ_{ij} k(x_i, y_j) / nm
 *
 * Bińkowski et al., "Demystifying MMD GANs", 2018, https://arxiv.org/abs/1801.01401. The cross term keeps its diagonal,
 * as torch-fidelity's and clean-fid's do. It is unbiased, so for two samples of one distribution it is 0 on average and
 * comes out negative half of the time; it is not clamped.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation } from "../base/random.ts";
import { canonicalOrder } from "./canonical-order.ts";
import { meanAndStd } from "./mean-and-std.ts";
import { productBlocks } from "./product-blocks.ts";
import { checkPair, takeRows } from "./samples.ts";
import { type MetricWarning, metricWarning } from "./warning.ts";
import { type MetricWork, type Worker, workerOf } from "./work.ts";

export interface KernelDistanceOptions extends MetricWork {
  /** How many subsets; 100 by default. Of sets that are no larger than a subset there is one. */
  readonly subsets?: number;
  /** Samples of each set in a subset, drawn without replacement; 1,000 by default, at most the smaller set. */
  readonly subsetSize?: number;
  /** Which subsets are drawn; 0 by default. */
  readonly seed?: number;
}

export interface KernelDistance {
  /** Mean over the subsets. */
  readonly kid: number;
  /** Population standard deviation over the subsets: of one subset's value, not the mean's error. */
  readonly kidStd: number;
  readonly subsetSize: number;
  /** W701 where subsets had to be smaller. */
  readonly warnings: readonly MetricWarning[];
}

/**
 * Mean and spread over random subsets. The subsets follow from the sets and the seed; the order of rows does not matter.
 * @param real `[N, d]` @param fake `[M, d]`, each at least two rows
 * @throws E112 for a count of subsets or a size that is none, E705, E706, E707
 */
export async function kernelDistance(
  real: Matrix,
  fake: Matrix,
  { subsets = 100, subsetSize: asked = 1000, seed = 0, ...work }: KernelDistanceOptions = {},
): Promise<KernelDistance> {
  checkPair("kernelDistance", real, fake, 2);
  checkWhole("kernelDistance.subsets", subsets, 1);
  checkWhole("kernelDistance.subsetSize", asked, 2);
  const subsetSize = Math.min(asked, real.rows, fake.rows);
  const different = subsetSize < Math.max(real.rows, fake.rows) ? subsets : 1; // else all of them are the sets themselves
  const worker = workerOf(work, 3 * different * subsetSize ** 2);
  const [drawReal, drawFake] = [drawer(real, "kid/real", seed), drawer(fake, "kid/fake", seed)];
  const values: number[] = [];
  for (let i = 0; i < different; i += 1) {
    values.push(await discrepancy(drawReal(i, subsetSize), drawFake(i, subsetSize), worker));
  }
  const { mean: kid, std: kidStd } = meanAndStd(values);
  const small = subsetSize < asked ? [metricWarning("W701", { where: "kid", asked, size: subsetSize })] : [];
  return { kid, kidStd, subsetSize, warnings: small };
}

/**
 * MMD² of all samples at once: no subsets, no spread.
 * @param real `[N, d]` @param fake `[M, d]`, each at least two rows @throws E705, E706, E707
 */
export async function kernelDistanceOfAll(real: Matrix, fake: Matrix, work: MetricWork = {}): Promise<number> {
  checkPair("kernelDistanceOfAll", real, fake, 2);
  const total = real.rows ** 2 + fake.rows ** 2 + real.rows * fake.rows;
  return discrepancy(real, fake, workerOf(work, total));
}

function checkWhole(where: string, got: number, least: number): void {
  if (Number.isInteger(got) && got >= least) return;
  throw new GantryError("E112", { where, expected: `an integer ≥ ${least}`, got: String(got) });
}

/** Draws `size` different rows; each number of a draw is a shuffle of its own. */
function drawer(matrix: Matrix, stream: string, seed: number): (draw: number, size: number) => Matrix {
  const order = canonicalOrder(matrix);
  return (draw, size) => {
    const shuffled = permutation({ seed, stream, counter: draw }, matrix.rows).subarray(0, size);
    return takeRows(
      matrix,
      shuffled.map((i) => order[i] as number),
    );
  };
}

async function discrepancy(x: Matrix, y: Matrix, worker: Worker): Promise<number> {
  const within = async (rows: Matrix): Promise<number> =>
    (await kernelSum(rows, rows, worker, "off-diagonal")) / (rows.rows * (rows.rows - 1));
  const across = (await kernelSum(x, y, worker, "all")) / (x.rows * y.rows);
  return (await within(x)) + (await within(y)) - 2 * across;
}

async function kernelSum(a: Matrix, b: Matrix, worker: Worker, pairs: "all" | "off-diagonal"): Promise<number> {
  let sum = 0;
  for await (const { row, column, products } of productBlocks(a, b, worker)) {
    const { rows, columns, values } = products;
    for (let i = 0; i < rows; i += 1) {
      const [start, end, self] = [i * columns, (i + 1) * columns, row + i - column];
      const within = pairs === "off-diagonal" && self >= 0 && self < columns;
      sum += within
        ? kernels(values, start, start + self, a.columns) + kernels(values, start + self + 1, end, a.columns)
        : kernels(values, start, end, a.columns);
    }
  }
  return sum;
}

/**
 * The sum of k over products of rows of d numbers. In a function of its own, which is compiled for speed where a loop that
 * waits is not.
 */
function kernels(products: Matrix["values"], start: number, end: number, d: number): number {
  let sum = 0;
  for (let j = start; j < end; j += 1) {
    const base = (products[j] as number) / d + 1;
    sum += base * base * base;
  }
  return sum;
}
