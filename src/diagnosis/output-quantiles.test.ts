import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { outputQuantiles } from "./output-quantiles.ts";

const vector = (...values: number[]): Float32Array => Float32Array.from(values);
const twentieths = Array.from({ length: 21 }, (_, i) => i / 20);

test("21 numbers from the least to the greatest, between the two nearest", () => {
  const { real, fake } = outputQuantiles(vector(3, 1), vector(7), "margin");
  expectClose(
    real,
    twentieths.map((share) => 1 + 2 * share),
    { rtol: 5e-6, atol: 0 },
  );
  expect(fake).toEqual(Array(21).fill(7));
});

test("are probabilities of logits, which are taken after the quantile", () => {
  const { real } = outputQuantiles(vector(-2, 2), vector(0), "logit");
  expectClose(
    real,
    twentieths.map((share) => 1 / (1 + Math.exp(2 - 4 * share))),
    { rtol: 5e-6, atol: 0 },
  );
});

test("of a critic are less the mean of the others", () => {
  const { real, fake } = outputQuantiles(vector(10, 12), vector(1, 3), "relative");
  expect([real[0], real[20], fake[0], fake[20]]).toEqual([8, 10, -10, -8]);
});

test("have six digits", () => {
  expect(outputQuantiles(vector(1 / 3), vector(1e-7 / 3), "margin")).toMatchObject({
    real: expect.arrayContaining([0.333333]),
    fake: expect.arrayContaining([3.33333e-8]),
  });
});
