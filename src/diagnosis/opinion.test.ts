import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { opinionOf, quantile } from "./opinion.ts";

const vector = (...values: number[]): Float32Array => Float32Array.from(values);

describe("accuracy", () => {
  test("counts real above the border and generated below it", () => {
    // 3 of 4 real right, 1 of 2 generated: (.75 + .5) / 2
    expect(opinionOf(vector(1, 2, -1, 3), vector(-1, 1), "logit").accuracyD).toBe(0.625);
    expect(opinionOf(vector(1, 2), vector(-1, -2), "margin").accuracyD).toBe(1);
    expect(opinionOf(vector(-1, -2), vector(1, 2), "logit").accuracyD).toBe(0);
  });

  test("is ½ for a D that says the same to all, whatever it says", () => {
    for (const said of [-3, 0, 3]) expect(opinionOf(vector(said, said), vector(said), "logit").accuracyD).toBe(0.5);
  });

  test("has its border at ½ between targets 0 and 1", () => {
    expect(opinionOf(vector(0.6, 0.4), vector(0.4, 0.1), "target").accuracyD).toBe(0.75);
    expect(opinionOf(vector(0.6, 0.4), vector(0.4, 0.1), "logit").accuracyD).toBe(0.5);
  });

  test("of a critic asks what is more real than the mean of the others, wherever its values lie", () => {
    expect(opinionOf(vector(101, 103), vector(99, 97), "relative").accuracyD).toBe(1);
    expect(opinionOf(vector(97, 103), vector(99, 101), "relative").accuracyD).toBe(0.5);
  });
});

describe("quantiles", () => {
  test("lie between the two nearest", () => {
    expect([0, 0.25, 0.5, 1].map((share) => quantile([1, 2, 4], share))).toEqual([1, 1.5, 2, 4]);
  });

  test("are probabilities where D gives logits, and D's own outputs elsewhere", () => {
    const logits = vector(...Array.from({ length: 11 }, (_, i) => i - 5)); // −5 … 5
    const { dReal10, dReal50, dReal90 } = opinionOf(logits, logits, "logit");
    expectClose(
      [dReal10, dReal50, dReal90],
      [-4, 0, 4].map((x) => 1 / (1 + Math.exp(-x))),
      { rtol: 1e-12, atol: 0 },
    );
    const { dFake10, dFake50, dFake90 } = opinionOf(logits, logits, "margin");
    expect([dFake10, dFake50, dFake90]).toEqual([-4, 0, 4]);
  });
});
