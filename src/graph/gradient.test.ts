import fc from "fast-check";
import { expect, test } from "vitest";
import type { Draw } from "../../test/draw.ts";
import { checkDerivatives } from "../../test/finite-differences.ts";
import { expectClose } from "../../test/matchers.ts";
import { evaluate } from "../runtime/reference.ts";
import { sum } from "./functions.ts";
import { gradient } from "./gradient.ts";
import { type Node, topologicalOrder } from "./node.ts";
import {
  add,
  input,
  matmul,
  mul,
  neg,
  pow,
  reshape,
  sin,
  slice,
  sliceAxis,
  softplus,
  stopGradient,
  sub,
  tanh,
} from "./primitives.ts";

const values = (node: Node, feeds: Parameters<typeof evaluate>[1]): Float64Array =>
  evaluate([node], feeds)[0]?.data ?? new Float64Array();
const kindsBelow = (nodes: readonly Node[]): string[] => topologicalOrder(nodes).map(({ op }) => op.kind);

test("derivatives of any order: the fourth of sin is sin", () => {
  fc.assert(
    fc.property(fc.double({ min: -10, max: 10, noNaN: true }), (at) => {
      const x = input("x", []);
      let f = sin(x);
      for (let order = 0; order < 4; order += 1) f = gradient(f, [x])[0] as Node;
      expectClose(values(f, { x: { shape: [], data: [at] } }), [Math.sin(at)], { rtol: 1e-15, atol: 1e-15 });
    }),
  );
});

test("the tenth derivative of x¹⁰ is 10!", () => {
  const x = input("x", []);
  let f = pow(x, 10);
  for (let order = 0; order < 10; order += 1) f = gradient(f, [x])[0] as Node;
  expectClose(values(f, { x: { shape: [], data: [0.7] } }), [3628800], { rtol: 1e-14, atol: 0 });
});

test("with respect to a value in between, as if it were an input", () => {
  const x = input("x", [2]);
  const middle = mul(x, 3);
  const loss = sum(mul(middle, middle));
  const [byMiddle, byX] = gradient(loss, [middle, x]) as [Node, Node];
  const feeds = { x: { shape: [2], data: [1, -2] } };
  expectClose(values(byMiddle, feeds), [6, -12]); // 2·3x
  expectClose(values(byX, feeds), [18, -36]); // 18x
});

test("a gradient inside a loss: d/dx of (df/dx)² with f = x³ is 36x³", () => {
  const x = input("x", []);
  const [slope] = gradient(mul(x, mul(x, x)), [x]) as [Node];
  const [second] = gradient(mul(slope, slope), [x]) as [Node];
  expectClose(values(second, { x: { shape: [], data: [1.5] } }), [36 * 1.5 ** 3], { rtol: 1e-14, atol: 0 });
});

test("zero where no path leads to the loss", () => {
  const [x, y] = [input("x", [2]), input("y", [2, 3])];
  const [zero] = gradient(sum(x), [y]) as [Node];
  expect(zero.shape).toEqual([2, 3]);
  expectClose(values(zero, {}), [0, 0, 0, 0, 0, 0], { rtol: 0, atol: 0 });
  expect(kindsBelow(gradient(sum(stopGradient(x)), [x]))).not.toContain("input");
});

test("the loss must be a scalar of floats", () => {
  expect(() => gradient(input("x", [2]), [])).toThrow("gradient.loss: expected shape [], got [2].");
  expect(() => gradient(sum(input("x", [2])), [input("i", [2], "int32")])).toThrow(
    "gradient: expected float32 nodes, got int32.",
  );
});

test("walks only what depends on wrt", () => {
  const [x, w] = [input("x", [4]), input("w", [])];
  const costly = softplus(sin(x));
  const below = kindsBelow(gradient(sum(mul(costly, w)), [w]));
  expect(below).not.toContain("cos");
  expect(below).not.toContain("sigmoid");
});

test("a loss's own adjoint of one costs no product", () => {
  const x = input("x", []);
  expect(kindsBelow(gradient(softplus(neg(x)), [x]))).toEqual(["input", "neg", "sigmoid", "neg"]);
});

/** Views of a flat vector, in this order: a [2, 3], b [3], c [1]. */
function views(flat: Node): [Node, Node, Node] {
  return [reshape(sliceAxis(flat, 0, 0, 6), [2, 3]), sliceAxis(flat, 0, 6, 9), sliceAxis(flat, 0, 9, 10)];
}

test("views that tile a flat vector hand back one concat, without zeros or sums", () => {
  const flat = input("flat", [10]);
  const [a, b, c] = views(flat);
  const loss = sum(mul(sin(add(a, b)), c));
  const [g] = gradient(loss, [flat]) as [Node];
  expect(g.op.kind).toBe("concat");
  expect(kindsBelow([g])).not.toContain("pad");
});

test("slices that overlap, leave gaps or repeat add up as they should", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 6 }), (ranges) => {
      const x = input("x", [2, 8]);
      const wanted = new Array<number>(8).fill(0);
      const terms = ranges.map(([i, j], k) => {
        const [start, end] = [Math.min(i, j), Math.max(i, j) + 1];
        for (let at = start; at < end; at += 1) wanted[at] = (wanted[at] as number) + k + 1;
        return mul(sum(slice(x, [0, start], [2, end])), k + 1);
      });
      const [g] = gradient(
        terms.reduce((total, term) => add(total, term)),
        [x],
      ) as [Node];
      expectClose(values(g, { x: { shape: [2, 8], data: new Array(16).fill(0) } }), [...wanted, ...wanted]);
    }),
  );
});

/**
 * An unrolled GAN (Metz et al., 2017): D takes two steps of gradient descent on its flat parameters inside G's loss,
 * and G's gradient passes through both.
 */
test("G's gradient through two steps of D is that of differences", () => {
  const build = (draw: Draw): Node => {
    const [z, real] = [draw.float([3, 2]), draw.float([3, 2])];
    const G = draw.float([2, 2]);
    let D = draw.float([5]);
    const fake = tanh(matmul(z, G));
    const logits = (flat: Node, x: Node): Node =>
      add(
        matmul(tanh(mul(x, sliceAxis(flat, 0, 0, 2))), reshape(sliceAxis(flat, 0, 2, 4), [2, 1])),
        sliceAxis(flat, 0, 4, 5),
      );
    for (let step = 0; step < 2; step += 1) {
      const lossD = sum(add(softplus(neg(logits(D, real))), softplus(logits(D, fake))));
      D = sub(D, mul(gradient(lossD, [D])[0] as Node, 0.1));
    }
    return sum(softplus(neg(logits(D, fake))));
  };
  fc.assert(
    fc.property(fc.integer(), (seed) => checkDerivatives(build, seed)),
    { numRuns: 10 },
  );
});
