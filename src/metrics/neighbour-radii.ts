/** @file How far from each sample its k-th neighbour is, itself left out. */
import { type DistanceBlock, distanceBlocks, exactly, type Points } from "./distances.ts";
import type { Worker } from "./work.ts";

/** More neighbours than k are kept and then compared exactly, for rounding may have swapped the last ones. */
const SPARE = 4;

/**
 * @param k ≥ 1, less than the number of points
 * @param worker is told of n · n numbers
 * @returns `[n]`: squared distances, computed exactly, so that the k-th neighbour is at this distance to the last bit
 */
export async function neighbourRadii(points: Points, k: number, worker: Worker): Promise<Float64Array> {
  const { rows } = points.given;
  const kept = Math.min(k + SPARE, rows - 1);
  const nearest = {
    kept,
    distances: new Float64Array(rows * kept).fill(Infinity),
    indices: new Uint32Array(rows * kept),
  };
  for await (const block of distanceBlocks(points, points, worker, "upper")) keepNearest(nearest, block);
  return Float64Array.from({ length: rows }, (_, i) => {
    const candidates = nearest.indices.subarray(i * kept, (i + 1) * kept);
    return Float64Array.from(candidates, (j) => exactly(points, i, points, j)).sort()[k - 1] as number;
  });
}

/** The `kept` nearest of each row so far, nearest first. */
interface Nearest {
  readonly kept: number;
  readonly distances: Float64Array;
  readonly indices: Uint32Array;
}

/** Each distance is that of two rows; on the diagonal's blocks, both orders are there. */
function keepNearest(nearest: Nearest, { row, column, squared }: DistanceBlock): void {
  const { kept, distances } = nearest;
  const farthest = (of: number): number => distances[(of + 1) * kept - 1] as number;
  const isMirrored = row !== column;
  for (let i = row; i < row + squared.rows; i += 1) {
    const start = (i - row) * squared.columns - column;
    for (let j = column; j < column + squared.columns; j += 1) {
      const distance = squared.values[start + j] as number;
      if (distance < farthest(i) && i !== j) insert(nearest, i, distance, j);
      if (isMirrored && distance < farthest(j)) insert(nearest, j, distance, i);
    }
  }
}

function insert({ kept, distances, indices }: Nearest, row: number, distance: number, index: number): void {
  let at = (row + 1) * kept - 1;
  for (; at > row * kept && (distances[at - 1] as number) > distance; at -= 1) {
    distances[at] = distances[at - 1] as number;
    indices[at] = indices[at - 1] as number;
  }
  distances[at] = distance;
  indices[at] = index;
}
