import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import golden from "./golden/latent.json" with { type: "json" };
import { accuracyOf, classify, fitLinear } from "./linear-classifier.ts";

const runtime = referenceRuntime();
const matrix = (rows: readonly (readonly number[])[]) => ({
  rows: rows.length,
  columns: (rows[0] as readonly number[]).length,
  values: Float64Array.from(rows.flat()),
});

describe("logistic regression", () => {
  test("on one feature that is ±1 has the log odds of its sides for weights", async () => {
    // three of four agree with the feature: without decay, σ(w) = ¾
    const features = matrix([[1], [1], [1], [1], [-1], [-1], [-1], [-1]]);
    const labels = [0, 0, 0, -1, -1, -1, -1, 0];
    const found = await fitLinear(runtime, features, labels, 1, { loss: "logistic", decay: 0, tolerance: 1e-10 });
    expectClose(found.weights.values, [Math.log(3)], { rtol: 1e-6, atol: 0 });
    expectClose(found.bias, [0], { rtol: 0, atol: 1e-7 });
  });

  test.each(["logistic", "svm"] as const)("%s has the optimum of an independent solver", async (loss) => {
    const { features, labels, decay, [loss]: want } = golden.linear;
    const found = await fitLinear(runtime, matrix(features), labels, 3, { loss, decay, tolerance: 1e-9 });
    // float32 inputs: the optimum moves by about 1e-7 of its size over the curvature λ
    expectClose(found.weights.values, want.weights.flat(), { rtol: 1e-4, atol: 1e-5 });
    expectClose(found.bias, want.bias, { rtol: 1e-4, atol: 1e-5 });
    expectClose([found.value], [want.value], { rtol: 1e-6, atol: 0 });
  });
});

test("classes are those of the largest score", () => {
  const classifier = {
    weights: matrix([
      [1, 0],
      [0, 1],
    ]),
    bias: Float64Array.of(0, 0.5),
    value: 0,
    iterations: 0,
  };
  const features = matrix([
    [2, 1],
    [1, 1],
    [0, 3],
  ]);
  expect([...classify(classifier, features)]).toEqual([0, 1, 1]);
  expect(accuracyOf(classifier, features, [0, 0, 1])).toBe(2 / 3);
});
