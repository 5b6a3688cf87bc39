/**
 * @file ONNX Runtime on the CPU, in float32, against the float64 interpreter: every primitive and every pattern of the
 * lowering, on random shapes. The tolerances: `test/onnx-cpu.ts`.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
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

const runtime = nodeRuntime({ threads: 1 });

/** @param growth by how much more than a plain sum the lowering may lose */
const onRandomDraws = (build: (draw: Draw) => readonly Node[], numRuns: number, growth?: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.nat(), (seed) => {
      const draw = new Draw(seed);
      return expectParity(draw, build(draw), growth);
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

/** A strided convolution wide enough to be lowered in Winograd's form, and both of its gradients. */
function wideConvolution(draw: Draw): Node[] {
  const n = draw.integer(1, 2);
  const [P, Q] = draw.integers(2, 3, 5) as [number, number]; // outputs: from 3 on, odd ones too
  const [c, o] = draw.integers(2, 32, 36) as [number, number];
  const strided = { stride: [2, 2], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;
  const [x, w] = [draw.float([n, c, 2 * P, 2 * Q]), draw.float([o, c, 4, 4])];
  const y = g.conv(x, w, strided);
  const weighted = g.mul(y, draw.float(y.shape));
  return [y, ...gradient(g.reshape(g.sumKeep(weighted), []), [x, w])];
}

describe("every pattern", () => {
  test("a product with a bias", () => onRandomDraws(biasedProduct, 20));
  test("sums of products", () => onRandomDraws(summedProducts, 20));
  test("a convolution with a bias", () => onRandomDraws(biasedConvolution, 20));
  test("views of a vector", () => onRandomDraws(views, 20));
  // what is multiplied is sums of up to four numbers on either side, about twice as large each: four times the error
  test("convolutions in Winograd's form", () => onRandomDraws(wideConvolution, 10, 4));
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
