/** @file Instance noise: what is added, how it falls, and that the gradient passes it by. */
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { sum } from "../graph/functions.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node } from "../graph/node.ts";
import { input, mul } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import type { Nodes } from "./game.ts";
import { instanceNoise } from "./instance-noise.ts";

test("σ falls in a straight line to 0, and stays there", () => {
  const schedule = instanceNoise({ sigma: 0.2, steps: 100 }).controls?.instanceNoise as (step: number) => number;
  expectClose([0, 25, 50, 100, 1000].map(schedule), [0.2, 0.15, 0.1, 0, 0], { rtol: 1e-12, atol: 1e-17 });
});

test.each([[[2, 3]], [[1, 2, 1, 3]]])("x + σε for a batch %j", (shape) => {
  const view = instanceNoise({ sigma: 1, steps: 10 });
  expect(view.inputs(shape)).toEqual({ epsilon: { kind: "normal", shape } });
  const x = input("x", shape);
  const nodes: Nodes = { epsilon: input("e", shape) };
  const y = view.apply(x, nodes, { instanceNoise: input("s", []) });
  const slope = gradient(sum(mul(y, y)), [x])[0] as Node;
  const fed = (data: number[], of: readonly number[] = shape) => ({ dtype: "float32" as const, shape: of, data });
  const [value, dx] = evaluate([y, slope], {
    x: fed([1, 2, 3, 4, 5, 6]),
    e: fed([1, -1, 0, 2, -2, 0.5]),
    s: fed([0.5], []),
  });
  const noisy = [1.5, 1.5, 3, 5, 4, 6.25];
  expectClose(value?.data as Float64Array, noisy, { rtol: 0, atol: 0 });
  expectClose(
    dx?.data as Float64Array,
    noisy.map((v) => 2 * v),
    { rtol: 0, atol: 0 },
  );
});

test.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])("σ₀ = %d is refused", (sigma) => {
  expect(() => instanceNoise({ sigma, steps: 10 })).toThrow("instanceNoise: expected a number ≥ 0");
});
