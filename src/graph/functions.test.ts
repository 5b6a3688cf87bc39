import fc from "fast-check";
import { expect, test } from "vitest";
import type { Draw } from "../../test/draw.ts";
import { checkDerivatives } from "../../test/finite-differences.ts";
import { expectClose } from "../../test/matchers.ts";
import { evaluate } from "../runtime/reference.ts";
import * as f from "./functions.ts";
import { gradient } from "./gradient.ts";
import type { Node } from "./node.ts";
import * as g from "./primitives.ts";

const image = (draw: Draw): Node => draw.float([draw.integer(1, 2), draw.integer(1, 2), ...draw.integers(2, 3, 6)]);
const distinctImage = (draw: Draw): Node => draw.distinct([1, draw.integer(1, 2), ...draw.integers(2, 3, 6)]);
const anywhere =
  (build: (x: Node) => Node): ((draw: Draw) => Node) =>
  (draw) =>
    build(draw.float(draw.shape()));
const alongAxes =
  (build: (x: Node, axes: readonly number[]) => Node): ((draw: Draw) => Node) =>
  (draw) => {
    const x = draw.float(draw.shape(draw.integer(1, 3)));
    return build(x, draw.axes(x.shape.length));
  };
const alongAxis =
  (build: (x: Node, axis: number) => Node): ((draw: Draw) => Node) =>
  (draw) => {
    const x = draw.float(draw.shape(draw.integer(1, 3)));
    return build(x, draw.integer(-x.shape.length, x.shape.length - 1));
  };
const pool = (draw: Draw): f.PoolOptions => {
  const kernel = draw.integers(2, 1, 3) as [number, number];
  const stride = draw.pick([kernel, draw.integers(2, 1, 3) as [number, number]]);
  return { kernel, stride, padding: draw.pick([[0, 0, 0, 0] as const, [0, 1, 1, 0] as const]) };
};
const size = (draw: Draw, x: Node): f.ImageSize =>
  draw.pick([draw.integers(2, 1, 9), x.shape.slice(2).map((n) => n * 2), [1, 1]]) as [number, number];

/** Each draws its operands away from kinks. */
const composites: Readonly<Record<string, (draw: Draw) => Node>> = {
  sum: alongAxes(f.sum),
  mean: alongAxes(f.mean),
  variance: alongAxes(f.variance),
  norm: alongAxes(f.norm),
  logSumExp: alongAxes(f.logSumExp),
  max: (draw) => {
    const x = draw.distinct(draw.shape(3));
    return f.max(x, draw.axes(3));
  },
  softmax: alongAxis(f.softmax),
  logSoftmax: alongAxis(f.logSoftmax),
  square: anywhere(f.square),
  reciprocal: (draw) => f.reciprocal(draw.float(draw.shape(), 0.5, 2)),
  rsqrt: (draw) => f.rsqrt(draw.float(draw.shape(), 0.5, 2)),
  relu: (draw) => f.relu(draw.awayFromIntegers(draw.shape())),
  elu: (draw) => f.elu(draw.awayFromIntegers(draw.shape()), draw.pick([1, 0.5])),
  selu: (draw) => f.selu(draw.awayFromIntegers(draw.shape())),
  silu: anywhere(f.silu),
  gelu: anywhere(f.gelu),
  clip: (draw) => f.clip(draw.awayFromIntegers(draw.shape()), -1, 1),
  squeeze: (draw) => f.squeeze(draw.float([1, ...draw.shape(2), 1])),
  expand: (draw) => f.expand(draw.float(draw.shape(2)), draw.integer(-3, 2)),
  flatten: (draw) => f.flatten(draw.float(draw.shape(3)), draw.integer(0, 2)),
  swapAxes: (draw) => f.swapAxes(draw.float(draw.shape(3)), draw.integer(-3, 2), draw.integer(0, 2)),
  dot: (draw) => {
    const shape = draw.shape(2);
    return f.dot(draw.float(shape), draw.float(shape));
  },
  oneHot: (draw) => g.matmul(f.oneHot(draw.indices([3], 4), 4), draw.float([4, 2])),
  averagePool: (draw) => f.averagePool(image(draw), pool(draw)),
  maxPool: (draw) => {
    const options = pool(draw);
    const padded = options.kernel.every((extent) => extent > 1);
    return f.maxPool(distinctImage(draw), padded ? options : { ...options, padding: [0, 0, 0, 0] });
  },
  resizeNearest: (draw) => {
    const x = image(draw);
    return f.resizeNearest(x, size(draw, x));
  },
  resizeBilinear: (draw) => {
    const x = image(draw);
    return f.resizeBilinear(x, size(draw, x), { antialias: draw.pick([true, false]) });
  },
  resample: (draw) => {
    const x = image(draw);
    const [h, w] = x.shape.slice(2) as [number, number];
    return f.resample(x, draw.float([draw.integer(1, 4), h]), draw.float([draw.integer(1, 4), w]));
  },
};

test.each(Object.entries(composites))("%s: first and second derivatives are those of differences", (_, build) => {
  fc.assert(
    fc.property(fc.integer(), (seed) => checkDerivatives(build, seed)),
    { numRuns: 25 },
  );
});

const x = g.input("x", [2, 2]);
const at = (node: Node, data: readonly number[]): ArrayLike<number> =>
  evaluate([node], { x: { shape: [2, 2], data } })[0]?.data ?? [];
const exact = { rtol: 0, atol: 0 };

test("the length's gradient at zero is zero, at both orders", () => {
  const [first] = gradient(f.sum(f.norm(x, [1])), [x]) as [Node];
  expectClose(at(first, [0, 0, 3, 4]), [0, 0, 0.6, 0.8], { rtol: 1e-15, atol: 0 });
  const [second] = gradient(f.sum(f.square(first)), [x]) as [Node];
  expectClose(at(second, [0, 0, 3, 4]), [0, 0, 0, 0], { rtol: 0, atol: 1e-15 });
});

test("ELU does not overflow, nor do its derivatives, on either side", () => {
  const far = [1000, -1000, 80, -80];
  expectClose(at(f.elu(x), far), [1000, -1, 80, -1], exact);
  const [first] = gradient(f.sum(f.elu(x)), [x]) as [Node];
  expectClose(at(first, far), [1, 0, 1, 0], { rtol: 0, atol: 1e-30 });
});

test("softmax and its logarithm far out", () => {
  expectClose(at(f.softmax(x), [1000, 0, -1000, -1000]), [1, 0, 0.5, 0.5], exact);
  expectClose(at(f.logSoftmax(x), [1000, 0, 0, 0]), [0, -1000, -Math.LN2, -Math.LN2], { rtol: 1e-15, atol: 0 });
});

test("clip's gradient passes at its bounds", () => {
  const [first] = gradient(f.sum(f.clip(x, -1, 1)), [x]) as [Node];
  expectClose(at(first, [-1, 1, -1.5, 1.5]), [1, 1, 0, 0], exact);
});

test("oneHot marks each label", () => {
  const labels = g.input("labels", [3], "int32");
  const [value] = evaluate([f.oneHot(labels, 3)], { labels: { shape: [3], data: [2, 0, 1] } });
  expectClose(value?.data ?? [], [0, 0, 1, 1, 0, 0, 0, 1, 0], exact);
});

test("maxPool's padding never wins", () => {
  const picture = g.reshape(x, [1, 1, 2, 2]);
  const pooled = f.maxPool(picture, { kernel: [2, 2], stride: [2, 2], padding: [1, 1, 1, 1] });
  expectClose(at(pooled, [-1, -2, -3, -4]), [-1, -2, -3, -4], exact);
});

test("maxPool refuses windows of padding alone", () => {
  const picture = g.reshape(x, [1, 1, 2, 2]);
  expect(() => f.maxPool(picture, { kernel: [2, 1], padding: [1, 1, 0, 0] })).toThrow(
    "maxPool.padding: expected less than the kernel [2, 1], got [1, 1, 0, 0].",
  );
});

test("a long axis cannot be squeezed", () => {
  expect(() => f.squeeze(x, [1])).toThrow("squeeze: expected extent 1 on axis 1, got 2.");
});

test("images have four axes", () => {
  for (const build of [
    () => f.averagePool(x, { kernel: [2, 2] }),
    () => f.maxPool(x, { kernel: [2, 2] }),
    () => f.resizeNearest(x, [2, 2]),
    () => f.resizeBilinear(x, [2, 2]),
  ]) {
    expect(build).toThrow(/: expected shape \[\?, \?, \?, \?\], got \[2, 2\]\.$/);
  }
});
