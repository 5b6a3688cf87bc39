/**
 * @file A symmetric matrix made tridiagonal by reflections, which leaves its eigenvalues as they are.
 *
 *   A ← A − v wᵀ − w vᵀ,    w = p − ½ (pᵀv) v,    p = A v        |v|² = 2
 *
 * Householder 1958; Golub & Van Loan, "Matrix Computations", §8.3.1. Only the lower triangle is read. Half of the time
 * would go into reading the matrix twice a step, so a step's update waits for the next step's product: one pass does both.
 *
 * Own code: `ml-matrix`, the package at hand, always computes the eigenvectors too and takes 14 s for 1,024 rows and
 * two minutes for 2,048; this takes some seconds.
 */
import type { Matrix } from "../base/matrix.ts";
import type { Worker } from "./work.ts";

export interface Tridiagonal {
  /** `[n]` */
  readonly diagonal: Float64Array;
  /** `[n − 1]`, between each and the next. */
  readonly beside: Float64Array;
}

/** Steps between two looks at events. */
const STEPS = 16;

/** @param matrix symmetric, `[n, n]`; what it holds is lost @param worker is told of n steps */
export async function tridiagonal(matrix: Matrix, worker: Worker): Promise<Tridiagonal> {
  const { rows: n, values } = matrix;
  const result: Tridiagonal = { diagonal: new Float64Array(n), beside: new Float64Array(Math.max(0, n - 1)) };
  let [v, w]: [Float64Array, Float64Array] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < n; k += 1) {
    const column = updatedColumn(values, k, v, w);
    result.diagonal[k] = column[k] as number;
    if (k + 1 < n) {
      const next = reflection(column, k + 1);
      result.beside[k] = next.image;
      const p = updateAndMultiply(values, k + 1, { v, w, u: next.vector });
      [v, w] = [next.vector, partner(next.vector, p, k + 1)];
    }
    if (k % STEPS === STEPS - 1) {
      worker.did(STEPS);
      await worker.pause();
    }
  }
  return result;
}

/** Column k from the diagonal down, as the update that is still to come will leave it. */
function updatedColumn(values: Matrix["values"], k: number, v: Float64Array, w: Float64Array): Float64Array {
  const n = v.length;
  const column = new Float64Array(n);
  const [vk, wk] = [v[k] as number, w[k] as number];
  for (let j = k; j < n; j += 1)
    column[j] = (values[j * n + k] as number) - (v[j] as number) * wk - (w[j] as number) * vk;
  return column;
}

interface Reflection {
  /** Of length √2, 0 before `start`; all 0 where nothing is to be reflected. */
  readonly vector: Float64Array;
  /** What the column's first entry becomes. */
  readonly image: number;
}

/** The reflection that leaves of `column`, from `start` on, its first entry alone. */
function reflection(column: Float64Array, start: number): Reflection {
  const n = column.length;
  const first = column[start] as number;
  let rest = 0;
  for (let j = start + 1; j < n; j += 1) rest += (column[j] as number) ** 2;
  const vector = new Float64Array(n);
  if (rest === 0) return { vector, image: first };
  const length = Math.sqrt(first * first + rest);
  const head = first >= 0 ? first + length : first - length; // without cancellation
  const scale = Math.sqrt(2 / (head * head + rest));
  vector[start] = head * scale;
  for (let j = start + 1; j < n; j += 1) vector[j] = (column[j] as number) * scale;
  return { vector, image: first >= 0 ? -length : length };
}

/** Vectors of the step before, to be taken off, and the one to multiply by. */
interface Vectors {
  readonly v: Float64Array;
  readonly w: Float64Array;
  readonly u: Float64Array;
}

/** A −= v wᵀ + w vᵀ and then p = A u, both from `start` on, in one pass over the lower triangle. */
function updateAndMultiply(values: Matrix["values"], start: number, vectors: Vectors): Float64Array {
  const { v, w, u } = vectors;
  const n = u.length;
  const p = new Float64Array(n);
  let j = start;
  if ((n - start) % 2 === 1) {
    const corner = (values[j * n + j] as number) - 2 * (v[j] as number) * (w[j] as number);
    values[j * n + j] = corner;
    p[j] = corner * (u[j] as number);
    j += 1;
  }
  for (; j < n; j += 2) twoRows(values, [start, j], vectors, p);
  return p;
}

/** Rows j and j + 1 from `start` to the diagonal: by twos, as all vectors are read for each row. */
function twoRows(
  values: Matrix["values"],
  [start, j]: readonly [number, number],
  { v, w, u }: Vectors,
  p: Float64Array,
): void {
  const [n, k] = [u.length, j + 1];
  const [a, b] = [values.subarray(j * n, k * n), values.subarray(k * n, (k + 1) * n)];
  const [vj, wj, uj] = [v[j] as number, w[j] as number, u[j] as number];
  const [vk, wk, uk] = [v[k] as number, w[k] as number, u[k] as number];
  let [sumA, sumB] = [0, 0];
  for (let i = start; i < j; i += 1) {
    const vi = v[i] as number;
    const wi = w[i] as number;
    const ui = u[i] as number;
    const valueA = (a[i] as number) - vj * wi - wj * vi;
    const valueB = (b[i] as number) - vk * wi - wk * vi;
    a[i] = valueA;
    b[i] = valueB;
    sumA += valueA * ui;
    sumB += valueB * ui;
    p[i] = (p[i] as number) + valueA * uj + valueB * uk;
  }
  const between = (b[j] as number) - vk * wj - wk * vj;
  const [endA, endB] = [(a[j] as number) - 2 * vj * wj, (b[k] as number) - 2 * vk * wk];
  a[j] = endA;
  b[j] = between;
  b[k] = endB;
  p[j] = (p[j] as number) + sumA + endA * uj + between * uk;
  p[k] = (p[k] as number) + sumB + between * uj + endB * uk;
}

/** w = p − ½ (pᵀv) v */
function partner(v: Float64Array, p: Float64Array, start: number): Float64Array {
  let product = 0;
  for (let j = start; j < v.length; j += 1) product += (p[j] as number) * (v[j] as number);
  return p.map((value, j) => value - (product / 2) * (v[j] as number));
}
