/** @file Linear least squares for a handful of unknowns: normal equations, with columns scaled to length one. */

/**
 * x that makes |A x − y| least. @param rows of A, at least as many as unknowns @returns `null` where the columns do not
 * determine x
 */
export function leastSquares(rows: readonly (readonly number[])[], y: readonly number[]): number[] | null {
  const unknowns = rows[0]?.length ?? 0;
  const lengths = Array.from({ length: unknowns }, (_, j) => Math.hypot(...rows.map((row) => row[j] as number)));
  if (lengths.some((length) => length === 0)) return null;
  const scaled = rows.map((row) => row.map((value, j) => value / (lengths[j] as number)));
  const product = (j: number, values: (i: number) => number): number =>
    scaled.reduce((sum, row, i) => sum + (row[j] as number) * values(i), 0);
  const equations = lengths.map((_, j) => [
    ...lengths.map((__, k) => product(j, (i) => (scaled[i] as number[])[k] as number)),
    product(j, (i) => y[i] as number),
  ]);
  const solution = solved(equations);
  return solution?.map((value, j) => value / (lengths[j] as number)) ?? null;
}

/** Below this pivot (of columns of length one) two of them are the same but for rounding. */
const SINGULAR = 1e-10;

/** Gaussian elimination with pivots, in place. @param equations rows of `[A | y]` */
function solved(equations: number[][]): number[] | null {
  const n = equations.length;
  for (let column = 0; column < n; column += 1) {
    const below = equations.slice(column).map((row) => Math.abs(row[column] as number));
    const pivot = column + below.indexOf(Math.max(...below));
    const [found, first] = [equations[pivot], equations[column]] as [number[], number[]];
    if (Math.abs(found[column] as number) < SINGULAR) return null;
    [equations[column], equations[pivot]] = [found, first];
    for (let i = 0; i < n; i += 1) {
      const row = equations[i] as number[];
      if (i === column) continue;
      const factor = (row[column] as number) / (found[column] as number);
      for (let j = column; j <= n; j += 1) row[j] = (row[j] as number) - factor * (found[j] as number);
    }
  }
  return equations.map((row, i) => (row[n] as number) / (row[i] as number));
}

/**
 * The same with x ≥ 0: the best of all choices of unknowns that are not 0, which for a handful are few.
 * @returns 0 for unknowns that explain nothing
 */
export function nonNegativeLeastSquares(rows: readonly (readonly number[])[], y: readonly number[]): number[] {
  const unknowns = rows[0]?.length ?? 0;
  let best = { x: new Array<number>(unknowns).fill(0), error: squaredError(rows, y, []) };
  for (let choice = 1; choice < 2 ** unknowns; choice += 1) {
    const kept = Array.from({ length: unknowns }, (_, j) => j).filter((j) => (choice >> j) % 2 === 1);
    const part = leastSquares(
      rows.map((row) => kept.map((j) => row[j] as number)),
      y,
    );
    if (part === null || part.some((value) => value < 0)) continue;
    const x = Array.from({ length: unknowns }, (_, j) => part[kept.indexOf(j)] ?? 0);
    const error = squaredError(rows, y, x);
    if (error < best.error) best = { x, error };
  }
  return best.x;
}

const squaredError = (rows: readonly (readonly number[])[], y: readonly number[], x: readonly number[]): number =>
  rows.reduce((sum, row, i) => {
    const got = row.reduce((total, value, j) => total + value * (x[j] ?? 0), 0);
    return sum + (got - (y[i] as number)) ** 2;
  }, 0);
