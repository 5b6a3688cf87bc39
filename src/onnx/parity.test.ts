/**
 * @file ONNX Runtime on the CPU, in float32, against the float64 interpreter: every primitive and every pattern of the
 * lowering, on random shapes. The tolerances: `test/onnx-cpu.ts`.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawConvolution } from "../../test/convolutions.ts";
import { Draw } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { expectParity } from "../../test/onnx-cpu.ts";
import { primitiveCases } from "../../test/primitive-cases.ts";
import { openStepper } from "../bench/stepper.ts";
import { WORKLOADS, workloadShape } from "../bench/workloads.ts";
import { gradient } from "../graph/gradient.ts";
import type { Node, OpKind } from "../graph/node.ts";
import * as g from "../graph/primitives.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { type Convolution, geometryKey } from "./convolution-choices.ts";
import { CONVOLUTION_LOWERINGS, type ConvolutionLowering, canLower } from "./convolution-lowerings.ts";

const runtime = nodeRuntime({ threads: 1 });

/** @param check builds nodes from a draw, to be compared; or compares itself */
const onRandomDraws = (check: (draw: Draw) => readonly Node[] | Promise<void>, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const draw = new Draw(seed);
      const nodes = await check(draw);
      if (nodes !== undefined) await expectParity(draw, nodes);
    }),
    { numRuns, seed: 11, endOnFailure: true },
  );

describe("every primitive", () => {
  test.each(Object.keys(primitiveCases) as OpKind[])("%s", async (kind) => {
    const convolution = kind.startsWith("conv");
    await onRandomDraws((draw) => [primitiveCases[kind](draw)], convolution ? 40 : 12);
  });
});

const geometry = { stride: [1, 1], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;

/** A product with a bias, as layers write it: either order, the bias a vector or stretched by a reshape. */
function biasedProduct(draw: Draw): Node[] {
  const [n, k, m] = draw.integers(3, 1, 5) as [number, number, number];
  const product = g.matmul(draw.float([n, k]), draw.float([m, k]), { transposeB: true });
  const bias = draw.float([m]);
  const shaped = draw.pick([bias, g.reshape(bias, [1, m])]);
  return [draw.pick([g.add(product, shaped), g.add(shaped, product)])];
}

/** The sum of two products of matrices, or of one and what has its shape. */
function summedProducts(draw: Draw): Node[] {
  const [n, k, m] = draw.integers(3, 1, 5) as [number, number, number];
  const product = (): Node => g.matmul(draw.float([k, n]), draw.float([k, m]), { transposeA: true });
  const [first, second] = [product(), draw.pick([product, () => draw.float([n, m])])()];
  return [draw.pick([g.add(first, second), g.add(second, first)]), ...draw.pick([[], [first]])];
}

function biasedConvolution(draw: Draw): Node[] {
  const [n, c, o, size] = draw.integers(4, 1, 4) as [number, number, number, number];
  const x = draw.float([n, c, size, size]);
  const bias = g.reshape(draw.float([o]), [1, o, 1, 1]);
  const forwards = g.conv(x, draw.float([o, c, 3, 3]), geometry);
  const backwards = g.convTranspose(x, draw.float([c, o, 3, 3]), { ...geometry, size: [size, size] });
  const product = draw.pick([forwards, backwards]);
  return [g.add(product, bias), g.mul(product, draw.pick([1, 2]))].slice(0, draw.integer(1, 2));
}

/** Views that tile a vector, and some that do not. */
function views(draw: Draw): Node[] {
  const extents = draw.integers(draw.integer(1, 4), 1, 5);
  const total = extents.reduce((sum, extent) => sum + extent, 0);
  const vector = draw.float([total + draw.integer(0, 1)]);
  let start = 0;
  return extents.map((extent) => {
    start += extent;
    return g.mul(g.slice(vector, [start - extent], [start]), 2);
  });
}

/** A convolution and both of its gradients, which share what a lowering transforms. */
function convolutionAndGradients(draw: Draw, convolution: Convolution): Node[] {
  const [x, w] = [draw.float(convolution.x), draw.float(convolution.w)];
  const y = g.conv(x, w, convolution);
  const weighted = g.mul(y, draw.float(y.shape));
  return [y, ...gradient(g.reshape(g.sumKeep(weighted), []), [x, w])];
}

/** Wide enough for the fixed rule to take Winograd's form. */
function wideConvolution(draw: Draw): Convolution {
  const n = draw.integer(1, 2);
  const [P, Q] = draw.integers(2, 3, 5) as [number, number]; // outputs: from 3 on, odd ones too
  const [c, o] = draw.integers(2, 16, 36) as [number, number];
  const geometry = { stride: [2, 2], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;
  return { ...geometry, x: [n, c, 2 * P, 2 * Q], w: [o, c, 4, 4], y: [n, o, P, Q] };
}

/**
 * By how much more than a plain sum each may lose. What Winograd's form multiplies is sums: with tiles of 2, of up to
 * four numbers on either side. Larger tiles have fractions that cancel: measured, six times the error of a plain sum in
 * the mean of squares, and sixteen at most.
 */
const growthOf = (name: ConvolutionLowering): number =>
  name === "direct" || name === "product" ? 1 : name === "winograd2" ? 4 : 16;

/** Nearly every convolution: a random one that the lowering can compute. */
function convolutionFor(draw: Draw, name: ConvolutionLowering): Convolution {
  for (;;) {
    const convolution = drawConvolution(draw, 5);
    if (canLower(name, convolution)) return convolution;
  }
}

describe.each(CONVOLUTION_LOWERINGS)("convolutions as %s", (name) => {
  test("and their gradients", () =>
    onRandomDraws(async (draw) => {
      const convolution = convolutionFor(draw, name);
      const choice = { conv: name, convTranspose: name, convWeight: name };
      const choices = { [geometryKey(convolution)]: choice };
      await expectParity(draw, convolutionAndGradients(draw, convolution), growthOf(name), { choices });
    }, 25));
});

describe("every pattern", () => {
  test("a product with a bias", () => onRandomDraws(biasedProduct, 20));
  test("sums of products", () => onRandomDraws(summedProducts, 20));
  test("a convolution with a bias", () => onRandomDraws(biasedConvolution, 20));
  test("views of a vector", () => onRandomDraws(views, 20));
  test("convolutions as the fixed rule has them", () =>
    onRandomDraws(async (draw) => {
      await expectParity(draw, convolutionAndGradients(draw, wideConvolution(draw)), growthOf("winograd4"));
    }, 10));
});

/** Losses of a step or two agree to what float32 leaves of sums over batches and layers. */
test.each(WORKLOADS)("whole steps of %s", async (workload) => {
  const convolutional = workload.startsWith("dcgan");
  const shape = workloadShape(workload, {
    size: convolutional ? 16 : 6,
    width: convolutional ? 32 : 8,
    batch: 4,
    k: 1,
  });
  const [cpu, reference] = [
    await openStepper(runtime, workload, shape),
    await openStepper(referenceRuntime(), workload, shape),
  ];
  for (let step = 0; step < 2; step += 1) {
    const [got, want] = [await cpu.step(), await reference.step()];
    expect(Object.keys(got)).toEqual(Object.keys(want));
    expectClose(Object.values(got), Object.values(want), { rtol: 1e-4, atol: 1e-6 });
  }
  await Promise.all([cpu.release(), reference.release()]);
});
