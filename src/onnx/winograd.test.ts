/** @file Winograd's form gives what the convolutions are, in float64: the algebra is exact. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import type { ConvGeometry, Node } from "../graph/node.ts";
import { conv, convTranspose, convWeight } from "../graph/primitives.ts";
import { evaluate, type ReferenceValue } from "../runtime/reference.ts";
import { type Convolution, isWinograd, winogradConv, winogradConvTranspose, winogradConvWeight } from "./winograd.ts";

/** A random strided convolution with a kernel of 4: any padding, any number of tiles, images not square. */
function drawConvolution(draw: Draw): Convolution {
  const [N, O] = draw.integers(2, 1, 3) as [number, number];
  const C = draw.pick([1, 2, 3, 64]); // from 64 on, parts of a pixel are summed another way
  const [P, Q] = draw.integers(2, 1, 6) as [number, number]; // odd ones take a tile that is half zeros
  const padding = draw.integers(4, 0, 1) as unknown as ConvGeometry["padding"];
  const extents = [2 * P + 2 - padding[0] - padding[2], 2 * Q + 2 - padding[1] - padding[3]] as const;
  return {
    stride: [2, 2],
    dilation: [1, 1],
    padding,
    x: [N, C, ...extents],
    w: [O, C, 4, 4],
    y: [N, O, P, Q],
  };
}

const pairs: Record<string, (draw: Draw, convolution: Convolution) => readonly [Node, Node]> = {
  conv: (draw, c) => {
    const [x, w] = [draw.float(c.x), draw.float(c.w)];
    return [conv(x, w, c), winogradConv(x, w, c)];
  },
  convTranspose: (draw, c) => {
    const [y, w] = [draw.float(c.y), draw.float(c.w)];
    return [convTranspose(y, w, { ...c, size: [c.x[2], c.x[3]] as [number, number] }), winogradConvTranspose(y, w, c)];
  },
  convWeight: (draw, c) => {
    const [x, y] = [draw.float(c.x), draw.float(c.y)];
    return [convWeight(x, y, { ...c, kernel: [4, 4] }), winogradConvWeight(x, y, c)];
  },
};

test.each(Object.keys(pairs))("%s", (kind) => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const draw = new Draw(seed);
      const nodes = (pairs[kind] as (typeof pairs)[string])(draw, drawConvolution(draw));
      const [want, got] = evaluate(nodes, draw.feeds) as [ReferenceValue, ReferenceValue];
      expect(got.shape).toEqual(want.shape);
      // sums of at most 144 products below 4, in float64
      expectClose(got.data, want.data, { rtol: 0, atol: 1e-12 });
    }),
    { numRuns: 40, seed: 7 },
  );
});

test("is for kernels of 4 at stride 2 with no row left over", () => {
  const geometry = { stride: [2, 2], dilation: [1, 1], padding: [1, 1, 1, 1] } as const;
  const shapes = { x: [1, 1, 8, 8], w: [1, 1, 4, 4], y: [1, 1, 4, 4] };
  expect(isWinograd({ ...geometry, ...shapes })).toBe(true);
  expect(isWinograd({ ...geometry, ...shapes, stride: [1, 2] })).toBe(false);
  expect(isWinograd({ ...geometry, ...shapes, dilation: [2, 1] })).toBe(false);
  expect(isWinograd({ ...geometry, ...shapes, w: [1, 1, 3, 4] })).toBe(false);
  expect(isWinograd({ ...geometry, x: [1, 1, 6, 8], w: [1, 1, 4, 4], y: [1, 1, 3, 4] })).toBe(true);
  expect(isWinograd({ ...geometry, ...shapes, x: [1, 1, 9, 8] })).toBe(false);
});
