/** @file Classifier score against the reference's answers, and where it has a known value. */
import { expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { mapped, matrixOf, shuffledRows } from "../../test/matrices.ts";
import type { Matrix } from "../base/matrix.ts";
import { classifierScore } from "./classifier-score.ts";

interface Answer {
  readonly mean: number;
  readonly std_population: number;
}
interface Golden {
  readonly inception_score: Readonly<Record<"splits1" | "splits2" | "splits5" | "splits10", Answer>> & {
    readonly probs: readonly (readonly number[])[];
  };
}
const { inception_score: golden } = readGolden<Golden>(import.meta.url, "feature-metrics");
const probabilities = matrixOf(golden.probs);
const oneHot = (rows: number, classes: number): Matrix =>
  matrixOf(
    Array.from({ length: rows }, (_, i) => Array.from({ length: classes }, (_c, c) => (i % classes === c ? 1 : 0))),
  );

test.each([1, 2, 5, 10] as const)("%d splits of 23 rows as they stand", (splits) => {
  const { mean, std_population } = golden[`splits${splits}`];
  const { score, scoreStd } = classifierScore(probabilities, { splits, order: "given" });
  expectClose([score, scoreStd], [mean, std_population], { rtol: 1e-13, atol: 1e-15 });
});

test("every row alike: 1; each surely of one class, evenly: the number of classes", () => {
  const uniform = { rows: 30, columns: 5, values: new Float64Array(150).fill(0.2) };
  expectClose([classifierScore(uniform).score], [1], { rtol: 1e-14, atol: 0 });
  expectClose([classifierScore(oneHot(40, 4), { splits: 1 }).score], [4], { rtol: 1e-14, atol: 0 });
  expectClose([classifierScore(oneHot(40, 1)).score], [1], { rtol: 1e-14, atol: 0 });
});

test("10 splits by default; shuffled by the seed, whatever order the rows came in", () => {
  const first = classifierScore(probabilities);
  expect(first.splits).toBe(10);
  expect(classifierScore(shuffledRows(probabilities))).toEqual(first);
  expect(classifierScore(probabilities, { seed: 1 }).score).not.toBe(first.score);
  const whole = classifierScore(shuffledRows(probabilities), { splits: 1 });
  expectClose([whole.score], [golden.splits1.mean], { rtol: 1e-13, atol: 0 });
});

test("no more splits than rows: one sample scores 1", () => {
  const { score, scoreStd, splits } = classifierScore(matrixOf([[0.3, 0.7]]));
  expectClose([score, scoreStd, splits], [1, 0, 1], { rtol: 1e-15, atol: 0 });
});

test.each([
  [
    "a sum of 1.5",
    mapped(probabilities, (value, column) => (column === 0 ? value + 0.5 : value)),
    /a sum of 1\.\d+ in sample 0/,
  ],
  [
    "a negative one",
    matrixOf([
      [0, 1],
      [1.5, -0.5],
    ]),
    "got -0.5 in sample 1",
  ],
  [
    "NaN",
    matrixOf([
      [0, 1],
      [Number.NaN, 1],
    ]),
    "got NaN in sample 1, value 0",
  ],
  ["none", { rows: 0, columns: 3, values: new Float64Array(0) }, "expected at least one sample, got 0."],
])("%s is refused", (_, matrix, message) => {
  expect(() => classifierScore(matrix)).toThrow(message);
});

test("softmax in float32 adds up nearly to 1, which will do", () => {
  const rounded = { ...probabilities, values: Float32Array.from(probabilities.values) };
  const { score } = classifierScore(rounded, { splits: 1 });
  expectClose([score], [golden.splits1.mean], { rtol: 1e-6, atol: 0 });
});

test("a count of splits that is none", () => {
  expect(() => classifierScore(probabilities, { splits: 0 })).toThrow(
    "classifierScore.splits: expected an integer ≥ 1, got 0.",
  );
});
