/**
 * @file What ONNX Runtime on the CPU makes of a graph: the operators of its model, and its values in float32 against
 * those of the float64 interpreter.
 *
 * A sum of n products of random numbers up to ±2 has partial sums of about 4√n at most, each rounded by 2⁻²⁴ of itself,
 * and n such roundings of either sign add up to √n of one: 4n·2⁻²⁴. (The worst case, all of one sign, is n times that,
 * and would let mistakes pass.) Elementwise functions are good to a few units in the last place: 2e-6 of the value,
 * 5e-7 near zero.
 */
import { fromBinary } from "@bufbuild/protobuf";
import { sizeOf } from "../src/base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../src/base/tensor.ts";
import { type Node, topologicalOrder } from "../src/graph/node.ts";
import { simplify } from "../src/graph/passes/simplify.ts";
import type { Program } from "../src/graph/program.ts";
import { lowerProgram } from "../src/onnx/lower.ts";
import type { LoweringOptions } from "../src/onnx/lowering-options.ts";
import { ModelProtoSchema, type NodeProto } from "../src/onnx/onnx_pb.ts";
import { nodeRuntime } from "../src/runtime/ort.node.ts";
import { evaluate } from "../src/runtime/reference.ts";
import type { Draw, DrawnFeed } from "./draw.ts";
import { expectClose } from "./matchers.ts";

type Feeds = Readonly<Record<string, Tensor>>;

const programOf = (nodes: readonly Node[]): Program => ({
  name: "parity",
  outputs: Object.fromEntries(nodes.map((node, i) => [`out${i}`, node])),
  updates: {},
});

/** The operators of the model that a session would run, in their order. */
export function operatorsOf(nodes: readonly Node[]): readonly NodeProto[] {
  const { bytes } = lowerProgram(programOf(simplify(nodes)));
  return fromBinary(ModelProtoSchema, bytes).graph?.node ?? [];
}

/** Their names, in their order. */
export const operatorNamesOf = (nodes: readonly Node[]): string[] => operatorsOf(nodes).map(({ opType }) => opType);

/** An operator's attribute that is a number. */
export function attributeOf(operator: NodeProto | undefined, name: string): number | undefined {
  const found = operator?.attribute.find((one) => one.name === name);
  return found && (found.f === 0 ? Number(found.i) : found.f);
}

/** The values of `nodes`. */
export async function onCpu(
  nodes: readonly Node[],
  feeds: Feeds,
  threads = 1,
  lowering?: LoweringOptions,
): Promise<Float32Array[]> {
  const runtime = nodeRuntime({ threads });
  const session = await runtime.open(programOf(nodes), lowering);
  const state = runtime.state({});
  const results = await session.run(state, feeds);
  await session.release();
  return nodes.map((_, i) => (results[`out${i}`] as Tensor<"float32">).data);
}

/** What both are fed: numbers that float32 holds. */
const rounded = ({ dtype, shape, data }: DrawnFeed): Tensor =>
  dtype === "float32" ? floatTensor(shape, data) : tensor("int32", shape, Int32Array.from(data));

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

/** Compares both on what was drawn. @param growth by how much more than a plain sum the lowering may lose */
export async function expectParity(
  draw: Draw,
  nodes: readonly Node[],
  growth = 1,
  lowering?: LoweringOptions,
): Promise<void> {
  const feeds = Object.fromEntries(Object.entries(draw.feeds).map(([name, feed]) => [name, rounded(feed)]));
  const want = evaluate(nodes, feeds);
  const got = await onCpu(nodes, feeds, 1, lowering);
  nodes.forEach((node, i) => {
    const terms = accumulatedTerms(node);
    const summed = terms > 1 ? growth * 4 * terms * 2 ** -24 : 0;
    expectClose(got[i] as Float32Array, want[i]?.data ?? [], { rtol: 2e-6, atol: 5e-7 + summed });
  });
}
