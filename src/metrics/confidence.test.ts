import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { matrixOf, normals, shuffledRows } from "../../test/matrices.ts";
import type { Matrix } from "../base/matrix.ts";
import { confidenceByBootstrap, confidenceByHalves } from "./confidence.ts";
import { meanAndStd } from "./mean-and-std.ts";

const meanOf = (matrix: Matrix | undefined): number => meanAndStd(matrix?.values ?? []).mean;

test("halves: the error of a mean is σ / √n of the whole set", async () => {
  const set = normals("set", 400, 1);
  const { error, values } = await confidenceByHalves([set], async ([half]) => meanOf(half), { repeats: 400 });
  const { std } = meanAndStd(set.values);
  // estimated from 400 repeats: a relative error of 1 / √800, of which four are allowed
  expectClose([error], [std / 20], { rtol: 4 / Math.sqrt(800), atol: 0 });
  expect(values).toHaveLength(400);
});

test("halves of several sets, rounded up, without repetition, each drawn by itself", async () => {
  const [a, b] = [matrixOf([[0], [1], [2], [3], [4]]), matrixOf([[0], [1], [2], [3]])];
  const seen: number[][] = [];
  await confidenceByHalves([a, b], async (halves) => {
    seen.push(...halves.map(({ values }) => [...values]));
    return 0;
  });
  expect(seen).toHaveLength(20);
  expect(seen.map((values) => new Set(values).size)).toEqual(seen.map((_, i) => (i % 2 === 0 ? 3 : 2)));
  expect(new Set(seen.map((values) => values.join())).size).toBeGreaterThan(8);
});

test("the bootstrap's error of a mean is σ / √n, and its interval 2 of them on either side", () => {
  const { values } = normals("values", 500, 1);
  const { mean, std } = meanAndStd(values);
  const { error, interval } = confidenceByBootstrap(values, { repeats: 800 });
  const expected = std / Math.sqrt(500);
  expectClose([error], [expected], { rtol: 4 / Math.sqrt(1600), atol: 0 });
  expectClose(interval, [mean - 1.96 * expected, mean + 1.96 * expected], { rtol: 0, atol: 0.6 * expected });
});

test("another statistic", () => {
  const { interval } = confidenceByBootstrap([1, 2, 3, 9], {}, (draw) => Math.max(...draw));
  expect(interval[1]).toBe(9);
});

test("the same for any order of the rows; another seed draws other parts", async () => {
  const set = normals("set", 30, 2);
  const first = await confidenceByHalves([set], async ([half]) => meanOf(half));
  expect(await confidenceByHalves([shuffledRows(set)], async ([half]) => meanOf(half))).toEqual(first);
  expect(await confidenceByHalves([set], async ([half]) => meanOf(half), { seed: 1 })).not.toEqual(first);
  const [ordered, backwards] = [
    [1, 5, 2, 8],
    [8, 2, 5, 1],
  ];
  expect(confidenceByBootstrap(ordered)).toEqual(confidenceByBootstrap(backwards));
});

test("what is too small is refused", async () => {
  const none = async (): Promise<number> => 0;
  await expect(confidenceByHalves([normals("set", 3, 1)], none)).rejects.toThrow("expected at least 4 samples, got 3.");
  await expect(confidenceByHalves([normals("set", 9, 1)], none, { repeats: 1 })).rejects.toThrow(
    "confidenceByHalves.repeats: expected an integer ≥ 2, got 1.",
  );
  expect(() => confidenceByBootstrap([1, 2, 3])).toThrow("confidenceByBootstrap: expected at least 4 samples, got 3.");
});
