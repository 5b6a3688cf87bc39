/** @file The graph language against PyTorch: values and gradients (scripts/golden/graph.py). */
import { expect, test } from "vitest";
import { type Packed, readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { evaluate } from "../runtime/reference.ts";
import * as f from "./functions.ts";
import { gradient } from "./gradient.ts";
import type { ConvGeometry, Node } from "./node.ts";
import * as g from "./primitives.ts";

interface Case {
  readonly parameters: unknown;
  readonly inputs: readonly Packed[];
  readonly output: Packed;
  readonly weights: Packed;
  readonly gradients: readonly Packed[];
}

type Build = (inputs: readonly [Node, Node], parameters: never) => Node;
type Size = { readonly size: readonly [number, number] };

const rows =
  (build: (x: Node, axes: readonly number[]) => Node): Build =>
  ([x]) =>
    build(x, [-1]);
const one =
  (build: (x: Node) => Node): Build =>
  ([x]) =>
    build(x);

/** By the first word of a case's name. */
const builders: Readonly<Record<string, Build>> = {
  conv: ([x, w], geometry: ConvGeometry) => g.conv(x, w, geometry),
  convTranspose: ([y, w], geometry: ConvGeometry & Size) => g.convTranspose(y, w, geometry),
  resizeBilinear: ([x], { size }: Size) => f.resizeBilinear(x, size),
  resizeAntialiased: ([x], { size }: Size) => f.resizeBilinear(x, size, { antialias: true }),
  resizeNearest: ([x], { size }: Size) => f.resizeNearest(x, size),
  maxPool: ([x], options: f.PoolOptions) => f.maxPool(x, options),
  averagePool: ([x], options: f.PoolOptions) => f.averagePool(x, options),
  softmax: one(f.softmax),
  logSoftmax: one(f.logSoftmax),
  logSumExp: rows(f.logSumExp),
  norm: rows(f.norm),
  variance: rows(f.variance),
  elu: one(f.elu),
  selu: one(f.selu),
  silu: one(f.silu),
  gelu: one(f.gelu),
  relu: one(f.relu),
  leakyRelu: one(g.leakyRelu),
  softplus: one(g.softplus),
  sigmoid: one(g.sigmoid),
  tanh: one(g.tanh),
  clip: ([x]) => f.clip(x, -1, 1),
  matmul: ([a, b]) => g.matmul(a, b),
};

/**
 * The golden file has 12 digits. Constants within a function (a pixel's share, SELU's scale) are float32 in the graph,
 * 2⁻²⁴ = 6e-8 off, of values below 10.
 */
const exact = { rtol: 1e-10, atol: 1e-10 };
const withConstants = { rtol: 2e-7, atol: 2e-7 };
const constantKinds = /^(resize|averagePool|selu|gelu|variance|leakyRelu)/;

const golden = readGolden<Readonly<Record<string, Case>>>(import.meta.url, "graph");

test.each(Object.entries(golden))("%s", (name, { parameters, inputs, output, weights, gradients }) => {
  const nodes = inputs.map(({ shape }, i) => g.input(`x${i}`, shape));
  const feeds = { ...Object.fromEntries(inputs.map((packed, i) => [`x${i}`, packed])), weights };
  const build = builders[name.split(" ")[0] as string] as Build;
  const result = build(nodes as unknown as readonly [Node, Node], parameters as never);
  const loss = f.sum(g.mul(result, g.input("weights", weights.shape)));
  const [value, ...slopes] = evaluate([result, ...gradient(loss, nodes)], feeds);

  expect(value?.shape).toEqual(output.shape);
  const tolerance = constantKinds.test(name) ? withConstants : exact;
  expectClose(value?.data ?? [], output.data, tolerance);
  slopes.forEach(({ data }, i) => {
    expectClose(data, gradients[i]?.data ?? [], tolerance);
  });
});
