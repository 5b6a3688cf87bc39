/** @file A matrix in the host's memory: what metrics are computed of, one example a row. */

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row-major: row i is `values[i · columns … (i + 1) · columns)`. */
  readonly values: Float32Array | Float64Array;
}

/**
 * All inner products between two sets of rows, a · bᵀ: `[n, d]` and `[m, d]` → `[n, m]`, added up in float64.
 * It is handed to what needs large products, so that a runtime's own can be taken where there is one.
 */
export type RowProducts = (a: Matrix, b: Matrix) => Promise<Matrix>;
