/** @file Memorisation and twins: fresh data, copies, underfitting, ranks with ties, order, bad input. */
import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { Matrix } from "../base/matrix.ts";
import { permutation, randomSource } from "../base/random.ts";
import { copiedShare, memorisation, memorisationFloor, rankSum } from "./memorisation.ts";
import { takeRows } from "./samples.ts";
import { twins } from "./twins.ts";

const drawn = (rows: number, stream: string, scale = 1, columns = 6): Matrix => {
  const { normal } = randomSource({ seed: 8, stream, counter: 0 });
  // far from 0, where distances from products alone would be worthless
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => 1e4 + scale * normal()) };
};
const joined = (...sets: readonly Matrix[]): Matrix => ({
  rows: sets.reduce((sum, { rows }) => sum + rows, 0),
  columns: sets[0]?.columns ?? 0,
  values: Float64Array.from(sets.flatMap(({ values }) => [...values])),
});
const training = drawn(500, "training");
const heldOut = drawn(300, "held out");

describe("memorisation", () => {
  test("fresh data is ½, within its floor", async () => {
    const found = await memorisation({ training, heldOut, fakes: drawn(400, "fresh") });
    const { mean, std } = memorisationFloor(400, 300);
    expectClose([found.closer], [mean], { rtol: 0, atol: 3.5 * std });
    expectClose([found.z], [(0.5 - found.closer) / std], { rtol: 1e-9, atol: 1e-12 });
    expect([found.copies, found.heldOutCopies]).toEqual([0, 0]);
  });

  test("the floor's deviation is that of fresh sets", async () => {
    const values: number[] = [];
    for (let i = 0; i < 60; i += 1) {
      const sets = { training: drawn(60, `t${i}`), heldOut: drawn(40, `h${i}`), fakes: drawn(50, `f${i}`) };
      values.push((await memorisation(sets)).closer);
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / 60;
    const std = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 59);
    const floor = memorisationFloor(50, 40);
    expectClose([mean], [0.5], { rtol: 0, atol: (4 * floor.std) / Math.sqrt(60) });
    expectClose([std], [floor.std], { rtol: 0.37, atol: 0 }); // from 60 values: within 9 %, four of them
  });

  test("copies are found one by one, with what they copy", async () => {
    const fakes = joined(takeRows(training, [7, 7, 499]), drawn(97, "fresh"));
    const found = await memorisation({ training, heldOut: joined(heldOut, takeRows(training, [3])), fakes });
    expect([found.copies, found.heldOutCopies]).toEqual([3, 1]);
    expect([...found.nearest.indices.subarray(0, 3)]).toEqual([7, 7, 499]);
    expect([...found.nearest.distances.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  test("all copies: 1 and far below 0; copies with noise; far from the data: 0 and far above", async () => {
    const all = await memorisation({
      training,
      heldOut,
      fakes: takeRows(
        training,
        Array.from({ length: 200 }, (_, i) => i),
      ),
    });
    expectClose([all.closer], [1], { rtol: 1e-14, atol: 0 });
    expect(all.z).toBeLessThan(-15);
    const noisy = { ...training, values: training.values.map((value, i) => value + 0.05 * Math.sin(i * i)) };
    const near = await memorisation({ training, heldOut, fakes: noisy });
    expect([near.copies, near.closer > 0.99, near.z < -15]).toEqual([0, true, true]);
    const far = await memorisation({ training, heldOut, fakes: drawn(200, "far", 5) });
    expect([far.closer < 0.1, far.z > 10]).toEqual([true, true]);
  });

  test("no order matters, in no set; distances are those of plain loops; progress ends at 1", async () => {
    const fakes = drawn(50, "fakes");
    const shares: number[] = [];
    const found = await memorisation({ training, heldOut, fakes }, { onProgress: (share) => shares.push(share) });
    expectClose([shares.at(-1) as number], [1], { rtol: 1e-15, atol: 0 });
    const shuffled = (set: Matrix) => takeRows(set, permutation({ seed: 1, stream: "order", counter: 0 }, set.rows));
    const again = await memorisation({
      training: shuffled(training),
      heldOut: shuffled(heldOut),
      fakes: shuffled(fakes),
    });
    expectClose([again.closer, again.z], [found.closer, found.z], { rtol: 1e-12, atol: 0 });
    const plain = Array.from({ length: 50 }, (_, i) => {
      const to = (j: number) =>
        Math.hypot(
          ...Array.from(
            { length: 6 },
            (_, k) => (fakes.values[i * 6 + k] as number) - (training.values[j * 6 + k] as number),
          ),
        );
      return Math.min(...Array.from({ length: 500 }, (_, j) => to(j)));
    });
    expectClose(found.nearest.distances, plain, { rtol: 1e-14, atol: 0 });
  });

  test("ranks, with ties", () => {
    // by hand: a > b in (2, 1), (3, 1), (3, 2), a = b in (1, 1), (2, 2), of six pairs
    const { above, z } = rankSum([1, 2, 3], [1, 2]);
    expectClose([above], [(3 + 2 * 0.5) / 6], { rtol: 1e-14, atol: 0 });
    // σ² of U/nm: (N + 1 − Σ(t³ − t)/(N(N − 1)))/12nm = (6 − 12/20)/72
    expectClose([z], [(4 / 6 - 0.5) / Math.sqrt((6 - 0.6) / 72)], { rtol: 1e-14, atol: 0 });
    expect(rankSum([1, 1], [1, 1, 1])).toEqual({ above: 0.5, z: 0 });
  });

  test("bad input", async () => {
    const fakes = drawn(5, "fakes");
    const empty = { rows: 0, columns: 6, values: new Float64Array(0) };
    const bad = drawn(2, "bad");
    bad.values[7] = Number.NaN;
    await expect(memorisation({ training, heldOut, fakes: empty })).rejects.toThrow(
      "memorisation.fakes: expected at least one sample, got 0.",
    );
    await expect(memorisation({ training, heldOut: drawn(5, "x", 1, 4), fakes })).rejects.toThrow(
      "memorisation.heldOut: expected samples of 6 numbers in both sets, got 4",
    );
    await expect(memorisation({ training, heldOut, fakes: bad })).rejects.toThrow(
      "memorisation.fakes: expected finite numbers, got NaN in sample 1, value 1",
    );
    const one = await memorisation({ training: drawn(1, "a"), heldOut: drawn(1, "b"), fakes: drawn(1, "a") });
    expect([one.closer, one.copies]).toEqual([1, 1]);
  });
});

describe("twins", () => {
  test("real data has the floor's share; few images repeated are all twins", async () => {
    const fresh = await twins(drawn(400, "a"), drawn(500, "b"));
    expect([fresh.equal, fresh.count]).toEqual([0, 400]);
    // neighbours come in pairs: a share of .01 of 400 spreads by about .007
    expectClose([fresh.near], [fresh.floor], { rtol: 0, atol: 0.03 });
    expectClose([fresh.floor], [0.01], { rtol: 0, atol: 0.003 });
    const few = await twins(
      takeRows(
        training,
        Array.from({ length: 400 }, (_, i) => i % 20),
      ),
      heldOut,
    );
    expect([few.equal, few.near, few.count]).toEqual([300, 1, 300]);
  });

  test("nearly equal fakes are seen though none are equal", async () => {
    const base = takeRows(
      training,
      Array.from({ length: 200 }, (_, i) => i >> 1),
    );
    const shaken = { ...base, values: base.values.map((value, i) => value + 1e-3 * Math.sin(i * i)) };
    const found = await twins(shaken, heldOut);
    expect([found.equal, found.near]).toEqual([0, 1]);
    expect(found.threshold).toBeGreaterThan(2e-3);
  });

  test("bad input", async () => {
    await expect(twins(drawn(1, "a"), heldOut)).rejects.toThrow("twins: expected at least 2 samples, got 1.");
    await expect(twins(training, heldOut, { quantile: 2 })).rejects.toThrow(
      "twins.quantile: expected a number in [0, 1], got 2.",
    );
    await expect(twins(training, drawn(3, "x", 1, 2))).rejects.toThrow(
      "expected samples of 6 numbers in both sets, got 2",
    );
  });
});

const HALF = Array.from({ length: 1000 }, (_, i) => i);

describe("the share of copies", () => {
  const even = (rows: number, stream: string, columns: number): Matrix => {
    const { uniform } = randomSource({ seed: 9, stream, counter: 0 });
    return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => uniform()) };
  };

  const clumped = (rows: number, stream: string): Matrix => {
    const { normal } = randomSource({ seed: 10, stream, counter: 0 });
    const width = (i: number): number => (i % 5 < 2 ? 0.05 : 1); // two of five lie in a clump
    return { rows, columns: 2, values: Float64Array.from({ length: 2 * rows }, (_, i) => width(i >> 1) * normal()) };
  };

  test.each<readonly [string, (rows: number, stream: string) => Matrix]>([
    ["a line", (rows, stream) => even(rows, stream, 1)],
    ["a plane", (rows, stream) => even(rows, stream, 2)],
    ["space", (rows, stream) => even(rows, stream, 3)],
    ["a plane, in a clump and around it", clumped],
  ])("of fresh points is that of chance, on %s", async (_, drawnFrom) => {
    const share = await copiedShare(drawnFrom(2000, "items"), drawnFrom(2000, "fakes"));
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThan(0.056); // two shares of 2000, each within 4 deviations of .011 at most
    const half = joined(takeRows(drawnFrom(2000, "items"), HALF), takeRows(drawnFrom(2000, "fakes"), HALF));
    expectClose([await copiedShare(drawnFrom(2000, "items"), half)], [0.5], { rtol: 0, atol: 0.042 });
  });

  test("of copies is 1, with a little noise too, and 0 a gap away", async () => {
    const items = even(300, "items", 6);
    const moved = (by: number): Matrix => ({ ...items, values: items.values.map((value, i) => value + by * (i % 2)) });
    expect([await copiedShare(items, items), await copiedShare(items, moved(1e-3))]).toEqual([1, 1]);
    expect(await copiedShare(items, moved(3))).toBe(0);
    expect(await copiedShare(items, joined(takeRows(items, [1, 5, 9]), even(9, "fakes", 6)))).toBe(0.25);
  });

  test("of a set that is mostly twins is 0, of one item is an error", async () => {
    const twice = joined(takeRows(training, [0, 1]), takeRows(training, [0, 1]));
    expect(await copiedShare(twice, takeRows(training, [0]))).toBe(0);
    await expect(copiedShare(takeRows(training, [0]), training)).rejects.toMatchObject({ code: "E705" });
  });
});
