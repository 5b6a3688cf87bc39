/** @file Euclidean distances between items, all of one set to all of another. */

/** Items as one array, each of `size` numbers. */
export interface Items {
  readonly data: Float32Array;
  readonly size: number;
}

export const countOf = ({ data, size }: Items): number => Math.floor(data.length / size);

/** @returns at most `limit` items, the first ones; a view */
export const firstItems = ({ data, size }: Items, limit: number): Items => ({
  data: data.subarray(0, Math.min(limit, Math.floor(data.length / size)) * size),
  size,
});

/** @param a `[N, size]` @param b `[M, size]` @returns `[N, M]`, row-major */
export function distancesBetween(a: Items, b: Items): Float32Array {
  const [rows, columns] = [countOf(a), countOf(b)];
  const distances = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i += 1) distancesOf(a, i, b, distances.subarray(i * columns, (i + 1) * columns));
  return distances;
}

/** Within one set. @returns `[N, N]`, symmetric, 0 on the diagonal */
export function distancesWithin(a: Items): Float32Array {
  const count = countOf(a);
  const distances = new Float32Array(count * count);
  for (let i = 0; i < count; i += 1) {
    const row = distances.subarray(i * count, i * count + i);
    distancesOf(a, i, a, row);
    for (let j = 0; j < i; j += 1) distances[j * count + i] = row[j] as number;
  }
  return distances;
}

/**
 * From item i of a to the first items of b, as many as `out` has room for. Four sums grow side by side, each as it would
 * alone, for one waits for each of its additions.
 */
function distancesOf({ data: left, size }: Items, i: number, { data: right }: Items, out: Float32Array): void {
  const start = i * size;
  const all = out.length;
  let j = 0;
  for (; j + 4 <= all; j += 4) {
    const first = j * size;
    let [p, q, r, s] = [0, 0, 0, 0];
    for (let k = 0; k < size; k += 1) {
      const x = left[start + k] as number;
      const at = first + k;
      p += (x - (right[at] as number)) ** 2;
      q += (x - (right[at + size] as number)) ** 2;
      r += (x - (right[at + 2 * size] as number)) ** 2;
      s += (x - (right[at + 3 * size] as number)) ** 2;
    }
    out[j] = Math.sqrt(p);
    out[j + 1] = Math.sqrt(q);
    out[j + 2] = Math.sqrt(r);
    out[j + 3] = Math.sqrt(s);
  }
  for (; j < all; j += 1) {
    let squares = 0;
    for (let k = 0; k < size; k += 1) squares += ((left[start + k] as number) - (right[j * size + k] as number)) ** 2;
    out[j] = Math.sqrt(squares);
  }
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum / values.length;
}

/** The mean off the diagonal of `[N, N]`: between different items; 0 for fewer than two. */
export function meanWithin(distances: Float32Array, count: number): number {
  return count < 2 ? 0 : (meanOf(distances) * count) / (count - 1);
}

/** For each row of `[N, M]` the least element; `skip`: not that on the diagonal. */
export function nearest(distances: Float32Array, rows: number, skip = false): Float32Array {
  const columns = distances.length / rows;
  const least = new Float32Array(rows).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const d = distances[i * columns + j] as number;
      if (d < (least[i] as number) && !(skip && i === j)) least[i] = d;
    }
  }
  return least;
}

export function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** @returns the share of distances that are at most `limit` */
export const shareWithin = (distances: Float32Array, limit: number): number =>
  distances.reduce((count, d) => (d <= limit ? count + 1 : count), 0) / Math.max(1, distances.length);
