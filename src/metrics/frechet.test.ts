/** @file Fréchet distance against the reference implementations' answers (golden/feature-metrics.json) and closed forms. */
import { expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { mapped, matrixOf, normals, picked, shuffledRows } from "../../test/matrices.ts";
import { type FeatureStatistics, featureStatistics, totalVariance } from "./feature-statistics.ts";
import { frechetDistance, frechetDistanceOfFeatures } from "./frechet.ts";

interface Case {
  readonly name: string;
  readonly mu1: readonly number[];
  readonly sigma1: readonly (readonly number[])[];
  readonly mu2: readonly number[];
  readonly sigma2: readonly (readonly number[])[];
  readonly closed_form?: number;
  readonly pytorch_fid: number;
  readonly features1?: readonly (readonly number[])[];
  readonly features2?: readonly (readonly number[])[];
}
const { fid } = readGolden<{ readonly fid: readonly Case[] }>(import.meta.url, "feature-metrics");

const full = (mean: readonly number[], sigma: readonly (readonly number[])[]): FeatureStatistics => ({
  count: 1000,
  mean: Float64Array.from(mean),
  covariance: { kind: "full", matrix: matrixOf(sigma) },
});

/** As far as the references agree with one another. */
const toleranceOf = (name: string) => ({ rtol: name.startsWith("rank-deficient") ? 1e-6 : 1e-9, atol: 0 });

test.each(fid)("$name, from statistics, and either way round", async (item) => {
  const { name, closed_form, pytorch_fid } = item;
  const [first, second] = [full(item.mu1, item.sigma1), full(item.mu2, item.sigma2)];
  const { frechet } = await frechetDistance(first, second);
  expectClose([frechet], [closed_form ?? pytorch_fid], toleranceOf(name));
  expectClose([(await frechetDistance(second, first)).frechet], [frechet], { rtol: 1e-13, atol: 0 });
});

test.each(fid.filter(({ features1 }) => features1 !== undefined))("$name, from features", async (item) => {
  const [real, fake] = [matrixOf(item.features1 ?? []), matrixOf(item.features2 ?? [])];
  const { frechet } = await frechetDistanceOfFeatures(real, fake);
  expectClose([frechet], [item.pytorch_fid], toleranceOf(item.name));
});

// Σ₂ = c²Σ₁ commute, so d² = |μ₁ − μ₂|² + (c − 1)² tr Σ₁ whatever Σ₁ is
test.each([
  ["more samples than dimensions", 200, 20],
  ["as many", 20, 20],
  ["fewer", 12, 20],
  ["two", 2, 20],
])("of a set and its image under 3x + 1: %s", async (_, rows, columns) => {
  const real = mapped(normals("real", rows, columns), (value, column) => value / (1 + column));
  const fake = mapped(real, (value) => 3 * value + 1);
  const statistics = await featureStatistics(real);
  const mean = statistics.mean.reduce((sum, value) => sum + (2 * value + 1) ** 2, 0);
  const { frechet } = await frechetDistance(statistics, await featureStatistics(fake));
  expectClose([frechet], [mean + 4 * totalVariance(statistics)], { rtol: 1e-9, atol: 0 });
});

test("features that are copies of others, or always the same", async () => {
  const few = normals("real", 60, 5);
  const repeated = picked(
    few,
    Array.from({ length: 60 }, (_, i) => i),
  );
  const wide = {
    rows: 60,
    columns: 16,
    values: Float64Array.from({ length: 60 * 16 }, (_, i) => {
      const [row, column] = [Math.floor(i / 16), i % 16];
      return column === 15 ? 7 : (repeated.values[row * 5 + (column % 5)] as number);
    }),
  };
  const other = (matrix: typeof wide) => mapped(matrix, (value) => value / 2);
  const expected = (
    await frechetDistanceOfFeatures(
      few,
      mapped(few, (value) => value / 2),
    )
  ).frechet;
  const got = (await frechetDistanceOfFeatures(wide, other(wide))).frechet;
  expectClose([got], [3 * expected + 3.5 ** 2], { rtol: 1e-9, atol: 0 });
});

test.each([
  ["more samples than dimensions", 300, 24],
  ["fewer", 10, 24],
])("equal sets are 0 apart, in any order: %s", async (_, rows, columns) => {
  const real = normals("real", rows, columns);
  const { frechet } = await frechetDistanceOfFeatures(real, shuffledRows(real));
  expectClose([frechet], [0], { rtol: 0, atol: 1e-9 });
});

test("it does not matter how the rows are ordered", async () => {
  const [real, fake] = [normals("real", 80, 9), normals("fake", 90, 9)];
  const { frechet } = await frechetDistanceOfFeatures(real, fake);
  const again = await frechetDistanceOfFeatures(shuffledRows(real), shuffledRows(fake));
  expectClose([again.frechet], [frechet], { rtol: 1e-12, atol: 0 });
});

test("the bias of few samples is named, for the set that has it", async () => {
  const { warnings } = await frechetDistanceOfFeatures(normals("real", 40, 9), normals("fake", 9, 9));
  expect(warnings.map(({ code, parameters }) => [code, parameters])).toEqual([
    ["W700", { where: "fake", count: 9, dimension: 9 }],
  ]);
  const enough = await frechetDistanceOfFeatures(normals("real", 10, 9), normals("fake", 10, 9));
  expect(enough.warnings).toEqual([]);
});

test("what cannot be compared is refused by name", async () => {
  const real = normals("real", 10, 3);
  await expect(frechetDistanceOfFeatures(real, normals("fake", 10, 4))).rejects.toThrow("frechetDistance: expected");
  await expect(frechetDistanceOfFeatures(real, normals("fake", 1, 3))).rejects.toThrow("fake: expected at least 2");
  const spoilt = mapped(real, (value, column) => (value === real.values[7] && column === 1 ? Number.NaN : value));
  await expect(frechetDistanceOfFeatures(real, spoilt)).rejects.toThrow("got NaN in sample 2, value 1");
});

test("it can be ended, and says how far it is", async () => {
  const [real, fake] = [normals("real", 80, 40), normals("fake", 90, 40)];
  const ended = frechetDistanceOfFeatures(real, fake, { signal: AbortSignal.abort(new Error("enough")) });
  await expect(ended).rejects.toThrow("enough");
  const shares: number[] = [];
  await frechetDistanceOfFeatures(real, fake, { onProgress: (share) => shares.push(share) });
  expectClose(shares, [16 / 40, 32 / 40], { rtol: 1e-15, atol: 0 });
});
