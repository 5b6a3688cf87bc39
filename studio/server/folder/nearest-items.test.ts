/** @file The nearest items against all distances, sorted; ties, pauses, and what is called a copy. */
import { randomSource, sizeOf } from "gantry/base";
import { arrayDataset, type Dataset } from "gantry/data";
import { expect, test } from "vitest";
import { expectClose } from "../../../test/matchers.ts";
import { gapOf, nearestItems, verdictOf } from "./nearest-items.ts";

const SHAPE = [3, 16, 16] as const;
const SIZE = sizeOf(SHAPE);

function drawn(count: number, stream: string): Float32Array {
  const { uniform } = randomSource({ seed: 5, stream, counter: 0 });
  return Float32Array.from({ length: count * SIZE }, () => 2 * uniform() - 1);
}

const datasetOf = (images: Float32Array): Dataset => arrayDataset({ images, shape: SHAPE });
const pause = async (): Promise<void> => {};

/** Root mean squares in float64, every value of every item. */
function distancesTo(images: Float32Array, picture: Float32Array): number[] {
  return Array.from({ length: images.length / SIZE }, (_, item) => {
    const differences = Array.from(picture, (value, i) => value - (images[item * SIZE + i] as number));
    return Math.sqrt(differences.reduce((sum, difference) => sum + difference ** 2, 0) / SIZE);
  });
}

test("they are the least of all distances, in their order, over many stretches of reading", async () => {
  const [images, pictures] = [drawn(3000, "items"), drawn(3, "pictures")];
  let pauses = 0;
  const counted = async (): Promise<void> => {
    pauses += 1;
  };
  const found = await nearestItems(datasetOf(images), pictures, { most: 8, pause: counted });
  expect(pauses).toBeGreaterThan(2); // 2.3 million numbers are not read at once
  for (const [at, near] of found.entries()) {
    const all = distancesTo(images, pictures.slice(at * SIZE, (at + 1) * SIZE));
    const want = all.map((_, index) => index).sort((a, b) => (all[a] as number) - (all[b] as number));
    expect(near.map(({ index }) => index)).toEqual(want.slice(0, 8));
    const distances = want.slice(0, 8).map((index) => all[index] as number);
    expectClose(
      near.map(({ distance }) => distance),
      distances,
      { rtol: 1e-12, atol: 0 },
    );
  }
});

test("of equally near items the earlier comes first; where there are fewer, fewer are found", async () => {
  const [one, other] = [drawn(1, "one"), drawn(1, "other")];
  const images = Float32Array.from([other, one, other, one, one].flatMap((image) => [...image]));
  const nearestOf = async (most: number): Promise<number[]> => {
    const [near = []] = await nearestItems(datasetOf(images), one, { most, pause });
    return near.map(({ index }) => index);
  };
  expect([await nearestOf(2), await nearestOf(8)]).toEqual([
    [1, 3],
    [1, 3, 4, 0, 2],
  ]);
});

test("the gap is the median distance of items to the nearest other one; 0 only where half have a twin", async () => {
  const images = drawn(41, "gap");
  const gaps = Array.from({ length: 41 }, (_, item) => {
    const all = distancesTo(images, images.slice(item * SIZE, (item + 1) * SIZE));
    return Math.min(...all.filter((_, index) => index !== item));
  });
  const { gap, looked } = await gapOf(datasetOf(images), pause);
  expectClose([gap as number, looked], [gaps.sort((a, b) => a - b)[20] as number, 41], { rtol: 1e-12, atol: 0 });
  const twins = Float32Array.from([...images, ...images]);
  expect(await gapOf(datasetOf(twins), pause)).toEqual({ gap: 0, looked: 82 });
  expect(await gapOf(datasetOf(drawn(1, "one")), pause)).toEqual({ gap: null, looked: 0 });
});

test("at most 200 items are looked at, against all", async () => {
  const images = drawn(500, "many");
  images.copyWithin(250 * SIZE, 0); // each has its twin among those that are not looked at, too
  expect(await gapOf(datasetOf(images), pause)).toEqual({ gap: 0, looked: 200 });
});

test("whoever pauses may end it", async () => {
  const images = drawn(900, "left");
  let reads = 0;
  const dataset = datasetOf(images);
  const read = (): void => {
    reads += 1;
  };
  const leave = (): Promise<void> => Promise.reject(new Error("left"));
  await expect(nearestItems({ ...dataset, read }, drawn(1, "x"), { most: 1, pause: leave })).rejects.toThrow("left");
  expect(reads).toBe(1);
});

test("a copy is nearer than a quarter of the gap; without a gap nothing is told", () => {
  expect([0, 0.99, 1, 3.99, 4, 9].map((distance) => verdictOf(distance, 4))).toEqual([
    ...["copied", "copied", "near", "near", "apart", "apart"],
  ]);
  expect([verdictOf(0, 0), verdictOf(1, null)]).toEqual([null, null]);
});
