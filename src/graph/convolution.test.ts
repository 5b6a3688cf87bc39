/**
 * @file The three convolutions are each other's adjoints:
 *
 *   ⟨conv(x, w), y⟩ = ⟨x, convTranspose(y, w)⟩ = ⟨w, convWeight(x, y)⟩
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { evaluate } from "../runtime/reference.ts";
import { sum } from "./functions.ts";
import type { Node } from "./node.ts";
import { conv, convTranspose, convWeight, input, mul } from "./primitives.ts";

const inner = (a: Node, b: Node): Node => sum(mul(a, b));

test("⟨conv(x, w), y⟩ = ⟨x, convTranspose(y, w)⟩ = ⟨w, convWeight(x, y)⟩", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const draw = new Draw(seed);
      const { stride, padding, dilation, ...shapes } = draw.convolution();
      const geometry = { stride, padding, dilation };
      const [x, w, y] = [draw.float(shapes.x), draw.float(shapes.w), draw.float(shapes.y)];
      const size = shapes.x.slice(2) as [number, number];
      const kernel = shapes.w.slice(2) as [number, number];
      const products = [
        inner(conv(x, w, geometry), y),
        inner(x, convTranspose(y, w, { ...geometry, size })),
        inner(w, convWeight(x, y, { ...geometry, kernel })),
      ];
      const [a, b, c] = evaluate(products, draw.feeds).map(({ data }) => data[0] as number);
      // The same terms, added in another order: a few hundred of size 8 at most.
      expectClose([b as number, c as number], [a as number, a as number], { rtol: 1e-12, atol: 1e-11 });
    }),
    { numRuns: 300 },
  );
});

const plain = { stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1] } as const;
const x = input("x", [2, 3, 5, 5]);
const w = input("w", [4, 3, 3, 3]);
const y = input("y", [2, 4, 3, 3]);

test("shapes that do not belong to one convolution are named", () => {
  expect(() => conv(x, input("w", [4, 2, 3, 3]), plain)).toThrow(
    "conv.w: expected shape [?, 3, ?, ?], got [4, 2, 3, 3].",
  );
  expect(() => conv(x, input("w", [4, 3, 6, 3]), plain)).toThrow(
    "conv: expected a kernel no larger than the padded image, got [4, 3, 6, 3].",
  );
  expect(() => convTranspose(y, w, { ...plain, size: [6, 5] })).toThrow(
    "convTranspose.y: expected shape [2, 4, 4, 3], got [2, 4, 3, 3].",
  );
  expect(() => convWeight(x, y, { ...plain, kernel: [3, 2] })).toThrow(
    "convWeight.y: expected shape [2, 4, 3, 4], got [2, 4, 3, 3].",
  );
});
