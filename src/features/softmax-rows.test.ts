import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { accuracyOf, classesOf } from "./accuracy.ts";
import { softmaxRows } from "./softmax-rows.ts";

test("softmax: closed forms, and logits too large to raise e to", () => {
  const [third, quarter] = [1 / 3, 1 / 4];
  const logits = [5, 5, 5, 1000, 1000 + Math.log(2), 1000];
  expectClose(softmaxRows(logits, 3), [third, third, third, quarter, 2 * quarter, quarter], { rtol: 1e-13, atol: 0 });
});

test("a row's class is its largest, of equal ones the first", () => {
  const probabilities = { rows: 3, columns: 2, values: Float32Array.of(0.2, 0.8, 0.5, 0.5, 0.9, 0.1) };
  expect([...classesOf(probabilities)]).toEqual([1, 0, 0]);
  expectClose([accuracyOf(probabilities, [1, 1, 0])], [2 / 3], { rtol: 1e-15, atol: 0 });
});
