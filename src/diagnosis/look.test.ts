import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { embeddedDataset } from "../data/embedded.ts";
import { distancesBetween, distancesWithin, meanWithin, medianOf, nearest } from "./distances.ts";
import { lookAt, motionBetween } from "./look.ts";
import { referenceCount, referenceOf } from "./reference.ts";

const points = (...values: number[]) => ({ data: Float32Array.from(values), size: 2 });

/** Points of the ring of 8, some of them moved or left out. */
function ring(count: number, seed: number, change: (x: number, y: number, mode: number) => readonly number[] | null) {
  const dataset = embeddedDataset("ring8", { count, seed });
  const all = new Float32Array(2 * count);
  dataset.read(
    Array.from({ length: count }, (_, i) => i),
    all,
  );
  const modes = dataset.labels as Int32Array;
  const kept = Array.from({ length: count }, (_, i) =>
    change(all[2 * i] as number, all[2 * i + 1] as number, modes[i] as number),
  );
  return { data: Float32Array.from(kept.flatMap((point) => point ?? [])), size: 2 };
}

const same = (x: number, y: number): readonly number[] => [x, y];
const reference = referenceOf(ring(500, 1, same), false, 500);

describe("distances", () => {
  test("between all of two sets, and within one", () => {
    const [a, b] = [points(0, 0, 3, 4), points(0, 0, 0, 4, 3, 0)];
    expect([...distancesBetween(a, b)]).toEqual([0, 4, 3, 5, 3, 4]);
    expect([...distancesWithin(a)]).toEqual([0, 5, 5, 0]);
    expect(meanWithin(distancesWithin(b), 3)).toBe((4 + 3 + 5) / 3);
    expect(meanWithin(distancesWithin(points(1, 1)), 1)).toBe(0);
  });

  test("of many are those of each pair alone, to the bit", () => {
    const items = (count: number, from: number) => ({
      data: Float32Array.from({ length: 3 * count }, (_, i) => Math.sin(from + i) * 3),
      size: 3,
    });
    const [a, b] = [items(7, 1), items(10, 5)];
    const row = (all: typeof a, i: number): typeof a => ({ data: all.data.subarray(3 * i, 3 * i + 3), size: 3 });
    const pairs = (left: typeof a, right: typeof a, rows: number, columns: number): number[] =>
      Array.from({ length: rows * columns }, (_, at) => {
        const [i, j] = [Math.floor(at / columns), at % columns];
        return distancesBetween(row(left, i), row(right, j))[0] as number;
      });
    expect([...distancesBetween(a, b)]).toEqual(pairs(a, b, 7, 10));
    expect([...distancesWithin(b)]).toEqual(pairs(b, b, 10, 10));
  });

  test("to the nearest, itself left out where it is asked", () => {
    const within = distancesWithin(points(0, 0, 0, 1, 0, 3));
    expect([...nearest(within, 3, true)]).toEqual([1, 1, 2]);
    expect([...nearest(within, 3)]).toEqual([0, 0, 0]);
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});

describe("the reference", () => {
  test("takes fewer items where they are large", () => {
    expect([referenceCount(50_000, 2), referenceCount(40, 2), referenceCount(50_000, 12_288)]).toEqual([500, 40, 127]);
  });

  test("has a floor that as many samples of the data itself stay below in 19 of 20 cases, about", () => {
    const apart = Array.from({ length: 40 }, (_, i) => lookAt(ring(500, 10 + i, same), reference).distance);
    const above = apart.filter((distance) => distance > reference.floor).length;
    expect(above).toBeGreaterThanOrEqual(0);
    expect(above).toBeLessThanOrEqual(8);
    expect(reference.floor).toBeLessThan(5 * Math.max(...apart)); // and is no floor out of all proportion
  });
});

describe("a look", () => {
  test("at the data themselves finds them varied, near and reached", () => {
    const look = lookAt(ring(500, 2, same), reference);
    expectClose([look.diversity], [1], { rtol: 0.05, atol: 0 });
    expect(look.distance).toBeLessThan(2 * reference.floor);
    expect(look.coverage).toBeGreaterThan(0.95);
    expect(look.precision).toBeGreaterThan(0.95);
    expect(look.duplicates).toBeLessThan(0.05);
    expect(look.copied).toBeUndefined(); // some of the data cannot tell
  });

  test.each([1, 2, 4, 6])("at %i modes of 8 finds that share of the data", (modes) => {
    const look = lookAt(
      ring(2000, 2, (x, y, mode) => (mode < modes ? [x, y] : null)),
      reference,
    );
    expectClose([look.coverage ?? Number.NaN], [modes / 8], { rtol: 0, atol: 0.05 });
    expect(look.precision).toBeGreaterThan(0.95);
    expect(look.distance).toBeGreaterThan(3 * reference.floor);
  });

  test("at one place finds no variety, and twins", () => {
    const look = lookAt(
      ring(500, 2, () => [2, 0]),
      reference,
    );
    expect([look.diversity, look.duplicates]).toEqual([0, 1]);
  });

  test("far away finds nothing reached; the distance is about twice the way", () => {
    const look = lookAt(
      ring(500, 2, (x, y) => [x + 1000, y]),
      reference,
    );
    expect([look.coverage, look.precision]).toEqual([0, 0]);
    expectClose([look.distance * reference.spread], [2000], { rtol: 0.01, atol: 0 });
  });

  test("tells copies where it has all the data", () => {
    const few = ring(40, 3, same);
    const whole = referenceOf(few, true, 40);
    expect(lookAt(few, whole).copied).toBe(1);
    expect(lookAt(ring(40, 4, same), whole).copied).toBeLessThan(0.4); // others of the same distribution
  });

  test("tells how far samples went since another", () => {
    const [here, there] = [same, (x: number, y: number) => [x + 5, y]].map((change) =>
      lookAt(ring(500, 2, change), reference),
    );
    const way = motionBetween(here as never, there as never) * reference.spread;
    expect(way).toBeGreaterThan(2);
    expect(way).toBeLessThan(5); // by the triangle's inequality
    expect(motionBetween(here as never, here as never)).toBe(0);
  });
});
