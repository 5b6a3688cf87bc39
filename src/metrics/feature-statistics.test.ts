import { expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { matrixOf, normals, shuffledRows } from "../../test/matrices.ts";
import type { Matrix } from "../base/matrix.ts";
import { featureStatistics, totalVariance } from "./feature-statistics.ts";

interface Golden {
  readonly fid_stats: {
    readonly x: readonly (readonly number[])[];
    readonly mean: readonly number[];
    readonly cov_unbiased: readonly (readonly number[])[];
  };
  readonly fid: readonly {
    readonly features1?: readonly (readonly number[])[];
    readonly mu1: readonly number[];
    readonly sigma1: readonly (readonly number[])[];
  }[];
}
const golden = readGolden<Golden>(import.meta.url, "feature-metrics");

/** FᵀF */
function square({ rows, columns, values }: Matrix): number[] {
  return Array.from({ length: columns ** 2 }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let r = 0; r < rows; r += 1) sum += (values[r * columns + i] as number) * (values[r * columns + j] as number);
    return sum;
  });
}

test("no more samples than dimensions: a factor with one row less than there are samples", async () => {
  const { x, mean, cov_unbiased } = golden.fid_stats;
  const statistics = await featureStatistics(matrixOf(x));
  expect(statistics.covariance).toMatchObject({ kind: "factor", matrix: { rows: 2, columns: 3 } });
  expectClose(statistics.mean, mean, { rtol: 1e-15, atol: 0 });
  expectClose(square(statistics.covariance.matrix), cov_unbiased.flat(), { rtol: 1e-14, atol: 0 });
  expectClose([totalVariance(statistics)], [3 * (cov_unbiased[0]?.[0] as number)], { rtol: 1e-14, atol: 0 });
});

test.each(golden.fid.filter(({ features1 }) => features1 !== undefined))("as NumPy's, %#", async (item) => {
  const { mean, covariance } = await featureStatistics(matrixOf(item.features1 ?? []));
  expectClose(mean, item.mu1, { rtol: 1e-13, atol: 0 });
  const got = covariance.kind === "full" ? covariance.matrix.values : square(covariance.matrix);
  expectClose(got, item.sigma1.flat(), { rtol: 1e-12, atol: 1e-14 });
});

test("in parts: more samples than are multiplied at once, in float32, far from 0", async () => {
  const rows = 4100;
  const values = Float32Array.from(
    { length: rows * 2 },
    (_, i) => 1000 + (i % 2 === 0 ? 1 : -2) * (i % 4 < 2 ? 1 : -1),
  );
  const { mean, covariance } = await featureStatistics({ rows, columns: 2, values });
  expectClose(mean, [1000, 1000], { rtol: 0, atol: 0 });
  const share = rows / (rows - 1);
  expectClose(covariance.matrix.values, [share, -2 * share, -2 * share, 4 * share], { rtol: 1e-14, atol: 0 });
});

test("it does not matter how the rows are ordered", async () => {
  const features = normals("features", 50, 4);
  const [first, second] = [await featureStatistics(features), await featureStatistics(shuffledRows(features))];
  expectClose(second.covariance.matrix.values, first.covariance.matrix.values, { rtol: 1e-12, atol: 1e-15 });
});

test("one sample has no covariance", async () => {
  await expect(featureStatistics(normals("one", 1, 4))).rejects.toThrow(
    "features: expected at least 2 samples, got 1.",
  );
});
