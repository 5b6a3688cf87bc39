/**
 * @file Eigenvalues of a symmetric matrix, without eigenvectors: made tridiagonal, then by the QL algorithm with
 * implicit shifts.
 *
 * Each sweep rotates neighbours from the end of an unreduced block to its beginning, shifted by the eigenvalue of its
 * first 2 × 2 that is nearer (Wilkinson's shift), until the first entry beside the diagonal is rounding error.
 * Dubrulle, Martin & Wilkinson, "The implicit QL algorithm", 1968; Parlett, "The Symmetric Eigenvalue Problem", ch. 8.
 *
 * QL finds small eigenvalues first and best when they stand first, so the tridiagonal is turned round: callers hand in
 * matrices with large entries first.
 */
import type { Matrix } from "../base/matrix.ts";
import { type Tridiagonal, tridiagonal } from "./tridiagonal.ts";
import type { Worker } from "./work.ts";

/** @param matrix symmetric, `[n, n]`; what it holds is lost @param worker is told of n steps @returns in no order */
export async function symmetricEigenvalues(matrix: Matrix, worker: Worker): Promise<Float64Array> {
  const { diagonal, beside } = await tridiagonal(matrix, worker);
  return eigenvaluesOf({ diagonal: diagonal.reverse(), beside: beside.reverse() });
}

/** @param tridiagonal is overwritten */
function eigenvaluesOf(tridiagonal: Tridiagonal): Float64Array {
  const { diagonal } = tridiagonal;
  for (let first = 0; first < diagonal.length; first += 1) {
    let last = blockEnd(tridiagonal, first);
    while (last > first) {
      sweep(tridiagonal, first, last);
      last = blockEnd(tridiagonal, first);
    }
  }
  return diagonal;
}

/** Where the block that begins at `first` ends: before the first entry that is rounding error beside its neighbours. */
function blockEnd({ diagonal, beside }: Tridiagonal, first: number): number {
  let last = first;
  while (last + 1 < diagonal.length) {
    const size = Math.abs(diagonal[last] as number) + Math.abs(diagonal[last + 1] as number);
    if (Math.abs(beside[last] as number) <= Number.EPSILON * size) break;
    last += 1;
  }
  return last;
}

/** The eigenvalue of [[a, b], [b, c]] that is nearer to a. */
function nearerEigenvalue(a: number, b: number, c: number): number {
  const half = (c - a) / 2;
  const root = Math.hypot(half, b);
  return a - (b * b) / (half >= 0 ? half + root : half - root);
}

/**
 * One QL sweep over the block. The first rotation, at its end, is that of the shifted matrix; each makes an entry two
 * places beside the diagonal (`bulge`), which the next one removes.
 */
function sweep({ diagonal, beside }: Tridiagonal, first: number, last: number): void {
  const at = (list: Float64Array, i: number): number => list[i] as number;
  const shift = nearerEigenvalue(at(diagonal, first), at(beside, first), at(diagonal, first + 1));
  let towards = at(diagonal, last) - shift;
  let bulge = at(beside, last - 1);
  for (let i = last - 1; i >= first; i -= 1) {
    const length = Math.hypot(towards, bulge);
    const [c, s] = length === 0 ? [1, 0] : [towards / length, bulge / length];
    if (i + 1 < last) beside[i + 1] = length;
    // rotation of rows and columns i and i + 1: [[a, b], [b, e]]
    const [a, b, e] = [at(diagonal, i), at(beside, i), at(diagonal, i + 1)];
    const shared = 2 * c * s * b;
    diagonal[i + 1] = c * c * e + s * s * a + shared;
    diagonal[i] = s * s * e + c * c * a - shared;
    const between = (c * c - s * s) * b + c * s * (a - e);
    beside[i] = between;
    if (i > first) {
      towards = between;
      bulge = s * at(beside, i - 1);
      beside[i - 1] = c * at(beside, i - 1);
    }
  }
}
