import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { matrixOf } from "../../test/matrices.ts";
import type { Matrix } from "../base/matrix.ts";
import { symmetricEigenvalues } from "./symmetric-eigenvalues.ts";
import { workerOf } from "./work.ts";

const sorted = async (matrix: Matrix): Promise<Float64Array> =>
  (await symmetricEigenvalues(matrix, workerOf({}, matrix.rows))).sort();

test("by hand", async () => {
  expectClose(await sorted(matrixOf([[5]])), [5], { rtol: 0, atol: 0 });
  expectClose(
    await sorted(
      matrixOf([
        [2, 1],
        [1, 2],
      ]),
    ),
    [1, 3],
    { rtol: 1e-15, atol: 0 },
  );
  expect(await sorted({ rows: 0, columns: 0, values: new Float64Array(0) })).toHaveLength(0);
});

test("zeros, the identity, and a diagonal in any order", async () => {
  const diagonal = (values: readonly number[]) =>
    matrixOf(values.map((value, i) => values.map((_, j) => (i === j ? value : 0))));
  expectClose(await sorted(diagonal([0, 0, 0])), [0, 0, 0], { rtol: 0, atol: 0 });
  expectClose(await sorted(diagonal([1, 1, 1, 1])), [1, 1, 1, 1], { rtol: 0, atol: 0 });
  expectClose(await sorted(diagonal([3, -1, 2, 1e-9])), [-1, 1e-9, 2, 3], { rtol: 0, atol: 0 });
});

test.each([3, 10, 75, 200])("min(i, j) of %d rows: 1 / 4 sin²((2k − 1)π / (4n + 2))", async (n) => {
  const values = Float64Array.from({ length: n * n }, (_, at) => 1 + Math.min(Math.floor(at / n), at % n));
  const angle = (k: number): number => ((2 * k - 1) * Math.PI) / (4 * n + 2);
  const expected = Float64Array.from({ length: n }, (_, k) => 0.25 / Math.sin(angle(k + 1)) ** 2).sort();
  const largest = expected.at(-1) as number;
  expectClose(await sorted({ rows: n, columns: n, values }), expected, { rtol: 1e-13, atol: 1e-15 * largest });
});

test("many equal eigenvalues: ones everywhere", async () => {
  const n = 40;
  const expected = new Float64Array(n);
  expected[n - 1] = n;
  const got = await sorted({ rows: n, columns: n, values: new Float64Array(n * n).fill(1) });
  expectClose(got, expected, { rtol: 1e-14, atol: 1e-13 });
});

test("large entries first: small eigenvalues keep their digits", async () => {
  // D H D with H = I + all ones of 3, D = diag(1, 1e−6, 1e−12): to first order each eigenvalue is a pivot of H, 2, 3/2, 4/3
  const scale = [1, 1e-6, 1e-12];
  const rows = scale.map((a, i) => scale.map((b, j) => a * b * (i === j ? 2 : 1)));
  expectClose(await sorted(matrixOf(rows)), [(4 / 3) * 1e-24, 1.5e-12, 2], { rtol: 1e-9, atol: 0 });
});
