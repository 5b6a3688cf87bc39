/**
 * @file Principal components: the directions in which rows vary most, by subspace iteration.
 *
 *   Q ← orthonormal(Cᵀ(C Q)),  C the centred rows;   variance along q: ‖C q‖² / (N − 1)
 *
 * Only the first few are wanted of thousands of columns, so no covariance matrix is made; the products are a program's.
 * A few more columns than wanted are carried along, which makes the wanted ones settle faster (Halko, Martinsson &
 * Tropp, 2011, https://arxiv.org/abs/0909.4061, §4.4). Signs are chosen so that the largest element is positive.
 */
import type { Matrix } from "../base/matrix.ts";
import { fillNormal } from "../base/random.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import { mean } from "../graph/functions.ts";
import { input, matmul, reshape, sub } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import type { Runtime } from "../runtime/runtime.ts";

export interface Components {
  /** `[components, columns]`, rows of length 1, most varying first. */
  readonly directions: Matrix;
  /** Along each. */
  readonly variances: Float64Array;
  /** Of all columns together; a share of it is `variances[i] / total`. */
  readonly total: number;
}

export interface ComponentOptions {
  readonly components: number;
  /** Rounds of the iteration at most; 200 by default: directions of nearly equal variance take long to part. */
  readonly rounds?: number;
  readonly seed?: number;
  /** Told after each round, from 1; the last may come early. */
  readonly onRound?: (round: number, rounds: number) => void;
}

const MORE = 8;
/** Done when no element of a wanted direction moves by more in a round: a little above float32's rounding. */
const SETTLED = 1e-6;

function roundProgram(rows: number, columns: number, width: number): Program {
  const x = input("x", [rows, columns]);
  const q = input("q", [columns, width]);
  const centred = sub(x, reshape(mean(x, [0]), [1, columns]));
  const scores = matmul(centred, q);
  return { name: "components", outputs: { scores, back: matmul(centred, scores, { transposeA: true }) }, updates: {} };
}

/** @param rows `[N, D]`, N ≥ 2; not centred yet @throws E112 for fewer rows */
export async function principalComponents(
  runtime: Runtime,
  rows: Tensor<"float32">,
  { components, rounds = 200, seed = 0, onRound }: ComponentOptions,
): Promise<Components> {
  const [count, columns] = rows.shape as [number, number];
  const width = Math.min(components + MORE, columns, count - 1);
  const session = await runtime.open(roundProgram(count, columns, width));
  const held = runtime.state({ x: rows });
  try {
    let q = orthonormal(
      fillNormal({ seed, stream: "components", counter: 0 }, new Float32Array(columns * width)),
      columns,
      width,
    );
    let variances = new Float64Array(width);
    for (let round = 0; round < rounds; round += 1) {
      const { scores, back } = await session.run(held, { q: floatTensor([columns, width], q) });
      variances = variancesOf((scores as Tensor<"float32">).data, count, width);
      const next = orthonormal((back as Tensor<"float32">).data, columns, width);
      const settled = next.every(
        (value, i) => i % width >= components || Math.abs(value - (q[i] as number)) <= SETTLED,
      );
      q = next;
      onRound?.(round + 1, rounds);
      if (settled) break;
    }
    const kept = Math.min(components, width);
    const order = Array.from(variances.keys()).sort((a, b) => (variances[b] as number) - (variances[a] as number));
    return {
      directions: rowsOfColumns(q, { columns, width, order: order.slice(0, kept) }),
      variances: Float64Array.from(order.slice(0, kept), (i) => variances[i] as number),
      total: totalVariance(rows),
    };
  } finally {
    held.release();
    await session.release();
  }
}

/** Gram–Schmidt over the columns, twice, for once leaves what rounding put back. @param a `[rows, width]` */
function orthonormal(a: Float32Array, rows: number, width: number): Float32Array {
  const q = Float64Array.from(a);
  for (let j = 0; j < width; j += 1) {
    for (let pass = 0; pass < 2; pass += 1) {
      for (let i = 0; i < j; i += 1) {
        let inner = 0;
        for (let r = 0; r < rows; r += 1) inner += (q[r * width + i] as number) * (q[r * width + j] as number);
        for (let r = 0; r < rows; r += 1) {
          q[r * width + j] = (q[r * width + j] as number) - inner * (q[r * width + i] as number);
        }
      }
    }
    let length = 0;
    for (let r = 0; r < rows; r += 1) length += (q[r * width + j] as number) ** 2;
    const scale = length > 0 ? 1 / Math.sqrt(length) : 0;
    for (let r = 0; r < rows; r += 1) q[r * width + j] = (q[r * width + j] as number) * scale;
  }
  return Float32Array.from(q);
}

function variancesOf(scores: Float32Array, rows: number, width: number): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(width);
  for (let i = 0; i < scores.length; i += 1) sums[i % width] = (sums[i % width] as number) + (scores[i] as number) ** 2;
  return sums.map((sum) => sum / (rows - 1));
}

function rowsOfColumns(
  q: Float32Array,
  { columns, width, order }: { readonly columns: number; readonly width: number; readonly order: readonly number[] },
): Matrix {
  const values = new Float64Array(order.length * columns);
  for (const [i, column] of order.entries()) {
    let most = 0;
    for (let j = 0; j < columns; j += 1) {
      const value = q[j * width + column] as number;
      if (Math.abs(value) > Math.abs(most)) most = value;
    }
    for (let j = 0; j < columns; j += 1) values[i * columns + j] = Math.sign(most) * (q[j * width + column] as number);
  }
  return { rows: order.length, columns, values };
}

function totalVariance({ shape, data }: Tensor<"float32">): number {
  const [rows, columns] = shape as [number, number];
  let total = 0;
  for (let j = 0; j < columns; j += 1) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < rows; i += 1) sum += data[i * columns + j] as number;
    for (let i = 0; i < rows; i += 1) squares += ((data[i * columns + j] as number) - sum / rows) ** 2;
    total += squares / (rows - 1);
  }
  return total;
}
