/** @file Kernel distance against the reference's answers, and over subsets. */
import { expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { mapped, matrixOf, normals, picked, shuffledRows } from "../../test/matrices.ts";
import { kernelDistance, kernelDistanceOfAll } from "./kernel-distance.ts";
import { meanAndStd } from "./mean-and-std.ts";

interface Golden {
  readonly kid: {
    readonly X: readonly (readonly number[])[];
    readonly Y: readonly (readonly number[])[];
    readonly poly3_unbiased: number;
    readonly subset_idx_X: readonly (readonly number[])[];
    readonly subset_idx_Y: readonly (readonly number[])[];
    readonly subset_values: readonly number[];
    readonly subset_mean: number;
    readonly subset_std_population: number;
    readonly tiny: Readonly<Record<"X" | "Y", readonly (readonly number[])[]>> & { readonly poly3_unbiased: number };
  };
}
const { kid } = readGolden<Golden>(import.meta.url, "feature-metrics");
const [x, y] = [matrixOf(kid.X), matrixOf(kid.Y)];
const tight = { rtol: 1e-12, atol: 0 };

test("all samples at once", async () => {
  expectClose([await kernelDistanceOfAll(x, y)], [kid.poly3_unbiased], tight);
  const { X, Y, poly3_unbiased } = kid.tiny;
  expectClose([await kernelDistanceOfAll(matrixOf(X), matrixOf(Y))], [poly3_unbiased], tight);
});

test("given subsets, their mean and population standard deviation", async () => {
  const values: number[] = [];
  for (const [i, rows] of kid.subset_idx_X.entries()) {
    values.push(await kernelDistanceOfAll(picked(x, rows), picked(y, kid.subset_idx_Y[i] ?? [])));
  }
  expectClose(values, kid.subset_values, tight);
  const { mean, std } = meanAndStd(values);
  expectClose([mean, std], [kid.subset_mean, kid.subset_std_population], tight);
});

test("a subset of the whole set is the whole set, and smaller than asked for is said", async () => {
  const shares: number[] = [];
  const onProgress = (share: number): number => shares.push(share);
  const { kid: value, kidStd, subsetSize, warnings } = await kernelDistance(x, y, { subsets: 3, onProgress });
  expectClose([value], [kid.poly3_unbiased], { rtol: 1e-12, atol: 1e-13 });
  expect([kidStd, shares.length]).toEqual([0, 3]); // computed once: three products
  expect(subsetSize).toBe(12);
  expect(warnings.map(({ code, parameters }) => [code, parameters])).toEqual([
    ["W701", { where: "kid", asked: 1000, size: 12 }],
  ]);
});

test("sets of different sizes", async () => {
  // by hand, d = 1: k(0, 0) = 1, k(0, 1) = 1, k(1, 1) = 8, k(1, 2) = 27, k(0, 2) = 1, k(2, 2) = 125
  const [a, b] = [matrixOf([[0], [1]]), matrixOf([[0], [1], [2]])];
  // within a: 1; within b: (1 + 1 + 27) / 3; across: (1 + 1 + 1 + 1 + 8 + 27) / 6
  expectClose([await kernelDistanceOfAll(a, b)], [1 + 29 / 3 - 2 * (39 / 6)], tight);
});

test("subsets follow from sets and seed, not from the order of rows", async () => {
  const options = { subsets: 5, subsetSize: 40, seed: 3 };
  const [a, b] = [normals("real", 200, 6), mapped(normals("fake", 150, 6), (value) => value + 0.3)];
  const first = await kernelDistance(a, b, options);
  const again = await kernelDistance(shuffledRows(a), shuffledRows(b), options);
  expect(again).toEqual(first);
  expect((await kernelDistance(a, b, { ...options, seed: 4 })).kid).not.toBe(first.kid);
  expect(first.warnings).toEqual([]);
  const all = await kernelDistanceOfAll(shuffledRows(a), shuffledRows(b));
  expectClose([all], [await kernelDistanceOfAll(a, b)], { rtol: 1e-10, atol: 0 });
});

test("two samples of one distribution: about 0 and not clamped", async () => {
  const { kid: value, kidStd } = await kernelDistance(normals("a", 400, 8), normals("b", 400, 8), {
    subsets: 40,
    subsetSize: 50,
  });
  // the mean's error is at least that of 8 disjoint subsets
  expectClose([value], [0], { rtol: 0, atol: (4 * kidStd) / Math.sqrt(8) });
  expect(kidStd).toBeGreaterThan(0);
});

test("bad input is refused by name", async () => {
  await expect(kernelDistance(x, picked(y, [0]))).rejects.toThrow(
    "kernelDistance: expected at least 2 samples, got 1.",
  );
  await expect(kernelDistance(x, normals("wide", 9, 6))).rejects.toThrow("kernelDistance: expected samples of 5");
  await expect(
    kernelDistance(
      x,
      mapped(y, () => Number.NaN),
    ),
  ).rejects.toThrow("got NaN in sample 0, value 0");
  await expect(kernelDistance(x, y, { subsets: 0 })).rejects.toThrow("subsets: expected an integer ≥ 1, got 0.");
  await expect(kernelDistance(x, y, { subsetSize: 1 })).rejects.toThrow("subsetSize: expected an integer ≥ 2, got 1.");
});

test("it can be ended, and says how far it is", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(kernelDistance(x, y, { signal })).rejects.toThrow("enough");
  const shares: number[] = [];
  await kernelDistance(x, y, { subsets: 2, subsetSize: 11, onProgress: (share) => shares.push(share) });
  expectClose(
    shares,
    [1, 2, 3, 4, 5, 6].map((part) => part / 6),
    { rtol: 1e-15, atol: 0 },
  );
});
