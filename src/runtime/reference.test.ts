import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { add, cast, exp, gather, greater, input, mul, scatterAdd, sigmoid, softplus } from "../graph/primitives.ts";
import { evaluate } from "./reference.ts";

const x = input("x", [3]);
const exact = { rtol: 0, atol: 0 };
const run = (node: Parameters<typeof evaluate>[0][number], data: readonly number[]): ArrayLike<number> =>
  evaluate([node], { x: { shape: [3], data } })[0]?.data ?? [];

test("computes in float64", () => {
  expectClose(run(add(x, 1), [1e-12, 2e-12, 3e-12]), [1 + 1e-12, 1 + 2e-12, 1 + 3e-12], exact);
});

test("sigmoid and softplus neither overflow nor vanish", () => {
  expectClose(run(sigmoid(x), [-700, 0, 700]), [Math.exp(-700), 0.5, 1], { rtol: 1e-15, atol: 0 });
  expectClose(run(softplus(x), [-700, 0, 700]), [Math.exp(-700), Math.LN2, 700], { rtol: 1e-15, atol: 0 });
});

test("casts round towards zero, and bool is 0 or 1", () => {
  expectClose(run(cast(x, "int32"), [1.9, -1.9, 0.5]), [1, -1, 0], exact);
  expectClose(run(cast(x, "bool"), [1.9, -1.9, 0]), [1, 1, 0], exact);
  expectClose(run(cast(x, "uint8"), [255, 1.5, 0]), [255, 1, 0], exact);
  expectClose(run(cast(greater(x, 0), "float32"), [1, 0, -1]), [1, 0, 0], exact);
});

test("a shared node is computed for all its users", () => {
  const shared = exp(x);
  const [a, b] = evaluate([mul(shared, shared), shared], { x: { shape: [3], data: [0, 1, 2] } });
  expectClose(a?.data ?? [], [1, Math.E ** 2, Math.E ** 4], { rtol: 1e-15, atol: 0 });
  expectClose(b?.data ?? [], [1, Math.E, Math.E ** 2], { rtol: 1e-15, atol: 0 });
});

test("feeds are checked", () => {
  expect(() => evaluate([x])).toThrow("input x: expected a value, got none.");
  expect(() => evaluate([x], { x: { shape: [2], data: [1, 2] } })).toThrow("input x: expected shape [3], got [2].");
  expect(() => evaluate([x], { x: { shape: [3], data: [1, 2] } })).toThrow("input x: expected 3 elements, got 2.");
});

test("indices outside the table are named", () => {
  const indices = input("indices", [1], "int32");
  const feeds = { x: { shape: [3], data: [1, 2, 3] }, indices: { shape: [1], data: [3] } };
  const sentence = "indices: expected rows in [0, 3), got 3.";
  expect(() => evaluate([gather(x, indices)], feeds)).toThrow(sentence);
  expect(() =>
    evaluate([scatterAdd(gather(x, input("zero", [1], "int32")), indices, 3)], {
      ...feeds,
      zero: { shape: [1], data: [0] },
    }),
  ).toThrow(sentence);
});
