/** @file Every lowering of every primitive gives what the convolution is, in float64, whatever the shapes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONVOLUTION_KINDS, drawConvolution, drawOperands, primitiveOf } from "../../test/convolutions.ts";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { evaluate, type ReferenceValue } from "../runtime/reference.ts";
import type { Convolution } from "./convolution-choices.ts";
import {
  CONVOLUTION_LOWERINGS,
  type ConvolutionLowering,
  candidateLowerings,
  canLower,
  formOf,
} from "./convolution-lowerings.ts";

const cases = CONVOLUTION_LOWERINGS.filter((name) => name !== "direct").flatMap((name) =>
  CONVOLUTION_KINDS.map((kind) => [name, kind] as const),
);

/** One that the lowering can compute. */
function drawFor(draw: Draw, name: ConvolutionLowering): Convolution {
  for (;;) {
    const convolution = drawConvolution(draw);
    if (canLower(name, convolution)) return convolution;
  }
}

/**
 * Sums of at most 1,600 products below 4, in float64. From five products a tile on, the kernel's transform holds
 * thirds, which are rounded to float32: 2⁻²⁵ of terms that reach a few times the result's own.
 */
const toleranceOf = (name: ConvolutionLowering): number => (/winograd[34]/.test(name) ? 1e-4 : 1e-11);

describe.each(cases)("%s of %s", (name, kind) => {
  test("is the convolution", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const draw = new Draw(seed);
        const convolution = drawFor(draw, name);
        const [a, b] = drawOperands(draw, kind, convolution);
        const form = formOf(name, convolution)?.[kind](a, b);
        const nodes = [primitiveOf(kind, a, b, convolution), form as typeof a];
        const [want, got] = evaluate(nodes, draw.feeds) as [ReferenceValue, ReferenceValue];
        expect(got.shape).toEqual(want.shape);
        expectClose(got.data, want.data, { rtol: 0, atol: toleranceOf(name) });
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

const base: Convolution = {
  stride: [2, 2],
  dilation: [1, 1],
  padding: [1, 1, 1, 1],
  x: [1, 1, 8, 8],
  w: [1, 1, 4, 4],
  y: [1, 1, 4, 4],
};

test.each([
  ["direct", {}, true],
  ["winograd2", {}, true],
  ["winograd4", {}, true],
  ["winograd4", { w: [1, 1, 5, 5] }, true],
  ["winograd4", { w: [1, 1, 3, 3] }, true],
  ["winograd2", { x: [1, 1, 9, 8] }, true],
  ["winograd2", { w: [1, 1, 7, 4] }, false],
  ["winograd2", { w: [1, 1, 2, 4] }, false],
  ["winograd2", { dilation: [2, 1] }, false],
  ["product", { dilation: [2, 1] }, true],
  ["product", { y: [64, 64, 512, 512] }, false],
  ["winograd9", {}, false],
  ["something", {}, false],
] as const)("%s can lower %j: %s", (name, changes, can) => {
  expect(canLower(name, { ...base, ...changes })).toBe(can);
});

test.each([
  ["tiles of 2 and the ones that multiply least", {}, ["direct", "winograd2", "winograd4"]],
  ["of three outputs, tiles of 3", { y: [64, 32, 3, 3] }, ["direct", "winograd2", "winograd3"]],
  ["patches too of kernels of 3", { w: [32, 32, 3, 3] }, ["direct", "winograd2", "winograd4", "product"]],
  ["patches too of few images", { y: [1, 32, 8, 8] }, ["direct", "winograd2", "winograd4", "product"]],
  ["no tiles next to the image", { w: [32, 3, 4, 4] }, ["direct"]],
  ["nothing else with dilation", { dilation: [2, 2] }, ["direct"]],
] as const)("worth timing: %s", (_, changes, names) => {
  const wide: Convolution = { ...base, x: [64, 32, 16, 16], w: [32, 32, 4, 4], y: [64, 32, 8, 8] };
  expect(candidateLowerings({ ...wide, ...changes })).toEqual(names);
});
