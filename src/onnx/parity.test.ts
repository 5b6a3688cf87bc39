/**
 * @file ONNX Runtime on the CPU, in float32, against the float64 interpreter: every primitive and every pattern of the
 * lowering, on random shapes.
 *
 * A sum of n products of random numbers up to ±2 has partial sums of about 4√n at most, each rounded by 2⁻²⁴ of itself,
 * and n such roundings of either sign add up to √n of one: 4n·2⁻²⁴. (The worst case, all of one sign, is n times that,
 * and would let mistakes pass.) Elementwise functions are good to a few units in the last place: 2e-6 of the value,
 * 5e-7 near zero.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Draw, type DrawnFeed } from "../../test/draw.ts";
import { expectClose } from "../../test/matchers.ts";
import { primitiveCases } from "../../test/primitive-cases.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import { openStepper } from "../bench/stepper.ts";
import { WORKLOADS, workloadShape } from "../bench/workloads.ts";
import { gradient } from "../graph/gradient.ts";
import { type Node, type OpKind, topologicalOrder } from "../graph/node.ts";
import * as g from "../graph/primitives.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { evaluate } from "../runtime/reference.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";

const runtime = nodeRuntime({ threads: 1 });

/** Most terms that meet in one element of any node below. */
function accumulatedTerms(node: Node): number {
  const terms = ({ op, inputs }: Node): number => {
    const shape = (index: number): readonly number[] => (inputs[index] as Node).shape;
    if (op.kind === "sum") return op.axes.reduce((count, axis) => count * (shape(0)[axis] as number), 1);
    if (op.kind === "matmul") return shape(0).at(op.transposeA ? -2 : -1) as number;
    if (op.kind === "conv") return sizeOf(shape(1).slice(1));
    if (op.kind === "convTranspose") return (shape(1)[0] as number) * sizeOf(shape(1).slice(2));
    if (op.kind === "convWeight") return sizeOf(shape(1)) / (shape(1)[1] as number);
    return op.kind === "scatterAdd" ? sizeOf(shape(1)) : 1;
  };
  return Math.max(...topologicalOrder([node]).map(terms));
}

/** What both are fed: numbers that float32 holds. */
function rounded({ dtype, shape, data }: DrawnFeed): Tensor {
  return dtype === "float32" ? floatTensor(shape, data) : tensor("int32", shape, Int32Array.from(data));
}

async function onCpu(nodes: readonly Node[], feeds: Readonly<Record<string, Tensor>>): Promise<Float32Array[]> {
  const outputs = Object.fromEntries(nodes.map((node, i) => [`out${i}`, node]));
  const session = await runtime.open({ name: "parity", outputs, updates: {} });
  const state = runtime.state({});
  const results = await session.run(state, feeds);
  await session.release();
  return nodes.map((_, i) => (results[`out${i}`] as Tensor<"float32">).data);
}

/** Compares both on one draw. @param growth by how much more than a plain sum the lowering may lose */
async function checkParity(build: (draw: Draw) => readonly Node[], seed: number, growth = 1): Promise<void> {
  const draw = new Draw(seed);
  const nodes = build(draw);
  const feeds = Object.fromEntries(Object.entries(draw.feeds).map(([name, feed]) => [name, rounded(feed)]));
  const want = evaluate(nodes, feeds);
  const got = await onCpu(nodes, feeds);
  nodes.forEach((node, i) => {
    const terms = accumulatedTerms(node);
    const summed = terms > 1 ? growth * 4 * terms * 2 ** -24 : 0;
    expectClose(got[i] as Float32Array, want[i]?.data ?? [], { rtol: 2e-6, atol: 5e-7 + summed });
  });
}

const onRandomDraws = (build: (draw: Draw) => readonly Node[], numRuns: number, growth?: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.nat(), (seed) => checkParity(build, seed, growth)),
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
  const [n, T, U] = draw.integers(3, 1, 2) as [number, number, number];
  const [c, o] = draw.integers(2, 32, 36) as [number, number];
  const strided = { stride: [2, 2], padding: [1, 1, 1, 1], dilation: [1, 1] } as const;
  const [x, w] = [draw.float([n, c, 4 * T, 4 * U]), draw.float([o, c, 4, 4])];
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
