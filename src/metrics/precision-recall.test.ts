/** @file Precision, recall, density and coverage against prdc's and torch-fidelity's answers, and by hand. */
import { expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { mapped, matrixOf, normals, picked, shuffledRows } from "../../test/matrices.ts";
import type { Matrix, RowProducts } from "../base/matrix.ts";
import { type PrecisionRecall, type PrecisionRecallOptions, precisionRecall } from "./precision-recall.ts";
import { rowProducts } from "./row-products.ts";

interface Answers {
  readonly prdc: {
    readonly precision: number;
    readonly recall: number;
    readonly density: number;
    readonly coverage: number;
  };
  readonly torch_fidelity: { readonly precision: number; readonly recall: number };
}
interface Golden {
  readonly prdc: Readonly<Record<"k1" | "k3" | "k5", Answers>> & {
    readonly real: readonly (readonly number[])[];
    readonly fake: readonly (readonly number[])[];
  };
}
const { prdc } = readGolden<Golden>(import.meta.url, "feature-metrics");
const [real, fake] = [matrixOf(prdc.real), matrixOf(prdc.fake)];
const exact = { rtol: 1e-15, atol: 0 };

const numbersOf = ({ precision, recall, density, coverage }: Omit<PrecisionRecall, "warnings">): number[] => [
  precision,
  recall,
  density,
  coverage,
];
/** Columns from the last to the first. */
const turned = (matrix: Matrix): Matrix => ({
  ...matrix,
  values: matrix.values.map((_, i) => {
    const column = i % matrix.columns;
    return matrix.values[i - column + matrix.columns - 1 - column] as number;
  }),
});
const line = (...values: number[]): Matrix => matrixOf(values.map((value) => [value]));
const measured = async (...args: readonly [Matrix, Matrix, PrecisionRecallOptions?]): Promise<number[]> =>
  numbersOf(await precisionRecall(...args));

test.each([1, 3, 5] as const)("k = %d", async (k) => {
  const { prdc: strict, torch_fidelity: inclusive } = prdc[`k${k}`];
  expectClose(await measured(real, fake, { k }), numbersOf(strict), exact);
  const { precision, recall } = await precisionRecall(real, fake, { k, ties: "inclusive" });
  expectClose([precision, recall], [inclusive.precision, inclusive.recall], exact);
});

test("k is 5 and balls do not hold their edge, unless told otherwise", async () => {
  expect(await measured(real, fake)).toEqual(await measured(real, fake, { k: 5, ties: "strict" }));
});

test("a set against itself, in any order", async () => {
  expect(await measured(real, real)).toEqual([1, 1, 1, 1]);
  expect(await measured(real, shuffledRows(real), { k: 2 })).toEqual([1, 1, 1, 1]);
  expectClose(await measured(real, real, { k: 5, ties: "inclusive" }), [1, 1, 6 / 5, 1], exact);
});

test("points on a line, by hand: what lies on an edge", async () => {
  // radii of the reals for k = 1: 1, 1, 2; of the fakes: 2, 2, 4
  const [reals, fakes] = [line(0, 1, 3), line(2, 4, 8)];
  expectClose(await measured(reals, fakes, { k: 1 }), [2 / 3, 2 / 3, 2 / 3, 1 / 3], exact); // 2 and 4 in (1, 5); 1 and 3 in (0, 4)
  // inclusive: 2 also in [0, 2] of the real 1; [0, 4] of the fake 2 also holds the real 0
  expectClose(await measured(reals, fakes, { k: 1, ties: "inclusive" }), [2 / 3, 1, 1, 2 / 3], exact);
});

test("it does not matter how rows are ordered, where the points lie, or which products are taken", async () => {
  const [a, b] = [normals("real", 300, 8), mapped(normals("fake", 250, 8), (value) => 0.9 * value + 0.1)];
  const expected = await measured(a, b);
  expect(await measured(shuffledRows(a), shuffledRows(b))).toEqual(expected);
  const away = (matrix: Matrix): Matrix => mapped(matrix, (value) => Math.fround(value) + 1024);
  const near = (matrix: Matrix): Matrix => mapped(matrix, (value) => Math.fround(value));
  expect(await measured(away(a), away(b))).toEqual(await measured(near(a), near(b)));
  // the same sums from the last column to the first, so other roundings
  const backwards: RowProducts = (x, y) => rowProducts(turned(x), turned(y));
  expect(await measured(a, a, { products: backwards })).toEqual([1, 1, 1, 1]);
  expect(await measured(a, b, { products: backwards })).toEqual(expected);
});

test("identical samples: the strict balls are empty, and that is said", async () => {
  const same = picked(real, new Array<number>(8).fill(0));
  const strict = await precisionRecall(same, same, { k: 3 });
  expect(numbersOf(strict)).toEqual([0, 0, 0, 0]);
  expect(strict.warnings.map(({ code, parameters }) => [code, parameters])).toEqual([
    ["W702", { where: "real", count: 8, k: 3 }],
    ["W702", { where: "fake", count: 8, k: 3 }],
  ]);
  const { precision, recall, coverage } = await precisionRecall(same, same, { k: 3, ties: "inclusive" });
  expect([precision, recall, coverage]).toEqual([1, 1, 1]);
  expect((await precisionRecall(real, fake)).warnings).toEqual([]);
});

test("a collapsed generator: precise, and nothing else", async () => {
  const collapsed = mapped(picked(real, new Array<number>(30).fill(3)), (value, i) => value + 1e-9 * i);
  const { precision, recall, coverage } = await precisionRecall(real, collapsed);
  expect(precision).toBe(1);
  expect(recall).toBe(0);
  expect(coverage).toBeLessThan(0.5);
});

test.each([
  [0, "real: expected a whole number k from 1 to 29, for each of 30 samples has 29 neighbours, got 0."],
  [2.5, "got 2.5."],
  [25, "fake: expected a whole number k from 1 to 24, for each of 25 samples has 24 neighbours, got 25."],
])("k = %d is refused", async (k, message) => {
  await expect(precisionRecall(real, fake, { k })).rejects.toThrow(message);
});

test("other bad sets are refused by name", async () => {
  const one = picked(fake, [0]);
  await expect(precisionRecall(real, one, { k: 1 })).rejects.toThrow("fake: expected at least 2 samples, got 1.");
  await expect(precisionRecall(real, normals("wide", 30, 4))).rejects.toThrow("precisionRecall: expected samples of 3");
  const spoilt = mapped(fake, (value, column) => (value === fake.values[13] && column === 1 ? Number.NaN : value));
  await expect(precisionRecall(real, spoilt)).rejects.toThrow("got NaN in sample 4, value 1");
});

test("it can be ended, and says how far it is", async () => {
  const ender = new AbortController();
  const shares: number[] = [];
  const onProgress = (share: number): void => {
    shares.push(share);
    if (shares.length === 2) ender.abort(new Error("enough"));
  };
  await expect(precisionRecall(real, fake, { onProgress, signal: ender.signal })).rejects.toThrow("enough");
  const total = 30 * 30 + 25 * 25 + 30 * 25;
  expectClose(shares, [900 / total, (900 + 625) / total], exact);
});
