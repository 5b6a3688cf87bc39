/**
 * @file The items of a dataset nearest to pictures, in the plain distance of their values, and how far items are from
 * one another: what says whether a sample is a copy.
 *
 *   d(x, y) = √(Σ (xᵢ − yᵢ)² / n)
 *
 * Items are read some at a time and compared as they come, so nothing grows with the data, and whoever shares the thread has
 * a turn after some hundredths of a second.
 */
import { permutation, sizeOf } from "gantry/base";
import type { Dataset } from "gantry/data";
import { COPY } from "gantry/metrics";
import type { NearestFound } from "../../api/index.ts";

export interface Neighbour {
  readonly index: number;
  readonly distance: number;
}

export interface NearestOptions {
  /** So many are found of each picture; fewer where there are fewer. */
  readonly most: number;
  /** Items that the pictures are themselves, which are not their own neighbours. */
  readonly themselves?: ArrayLike<number>;
  /** Called between stretches of work; what it throws ends the search. */
  readonly pause: () => Promise<void>;
}

/** Products between two pauses. */
const TURN = 2 ** 24;
/** Numbers read at a time: 4 MB of them. */
const MOST_READ = 2 ** 20;

/**
 * @param pictures `[N, size]`, as the dataset's items
 * @returns of each picture its neighbours, nearest first; of equally near ones the earlier item first
 */
export async function nearestItems(
  dataset: Dataset,
  pictures: Float32Array,
  { most, themselves, pause }: NearestOptions,
): Promise<Neighbour[][]> {
  const size = sizeOf(dataset.shape);
  const found = Array.from({ length: pictures.length / size }, (): Neighbour[] => []);
  const across = Math.min(MOST_READ / size, TURN / (size * found.length), dataset.count);
  const items = new Float32Array(Math.max(1, Math.floor(across)) * size);
  for (let first = 0; first < dataset.count; first += items.length / size) {
    const indices = range(first, Math.min(dataset.count, first + items.length / size));
    dataset.read(indices, items);
    for (const [at, near] of found.entries()) {
      const picture = pictures.subarray(at * size, (at + 1) * size);
      for (const index of indices) {
        if (themselves?.[at] === index) continue;
        const bound = near.length < most ? Number.POSITIVE_INFINITY : (near.at(-1) as Neighbour).distance;
        const distance = squaredBelow(picture, items, (index - first) * size, bound);
        if (distance < bound) keep(near, { index, distance }, most);
      }
    }
    await pause();
  }
  const root = ({ index, distance }: Neighbour): Neighbour => ({ index, distance: Math.sqrt(distance / size) });
  return found.map((near) => near.map(root));
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Values between two looks at whether it is too far by now. */
const STRETCH = 64;

/** Σ (xᵢ − yᵢ)², or as much of it as reaches `bound`: most items are told to be far by a part of their values. */
function squaredBelow(picture: Float32Array, items: Float32Array, start: number, bound: number): number {
  let sum = 0;
  for (let from = 0; from < picture.length && sum < bound; from += STRETCH) {
    const to = Math.min(picture.length, from + STRETCH);
    for (let i = from; i < to; i += 1) {
      const difference = (picture[i] as number) - (items[start + i] as number);
      sum += difference * difference;
    }
  }
  return sum;
}

/** Behind those that are as near. */
function keep(near: Neighbour[], found: Neighbour, most: number): void {
  const at = near.findLastIndex(({ distance }) => distance <= found.distance) + 1;
  near.splice(at, 0, found);
  near.length = Math.min(near.length, most);
}

/** Items whose distance to the nearest other one is looked at; as few as `FEWEST` where data are large. */
const MOST_LOOKED = 200;
const FEWEST = 16;
/** Products that this may cost: some seconds, once for a dataset. */
const MOST_WORK = 4e9;

export type Gap = Pick<NearestFound, "gap" | "looked">;

/** How far items are from their nearest other one, at the median of some that are drawn once for all. */
export async function gapOf(dataset: Dataset, pause: NearestOptions["pause"]): Promise<Gap> {
  const { count } = dataset;
  if (count < 2) return { gap: null, looked: 0 };
  const size = sizeOf(dataset.shape);
  const affordable = Math.max(FEWEST, Math.floor(MOST_WORK / (count * size)));
  const looked = Math.min(count, MOST_LOOKED, affordable);
  const themselves = permutation({ seed: 0, stream: "studio/nearest", counter: 0 }, count).subarray(0, looked);
  const pictures = new Float32Array(looked * size);
  dataset.read(themselves, pictures);
  const nearest = await nearestItems(dataset, pictures, { most: 1, themselves, pause });
  const gaps = nearest.map(([near]) => (near as Neighbour).distance).sort((a, b) => a - b);
  return { gap: gaps[looked >> 1] as number, looked };
}

/** @param distance of the nearest item */
export function verdictOf(distance: number, gap: number | null): NearestFound["verdict"] {
  if (gap === null || gap === 0) return null;
  if (distance < COPY * gap) return "copied";
  return distance < gap ? "near" : "apart";
}
