/**
 * @file A model that also puts out what it computes on the way. ONNX needs no more than a value's name for that; types and
 * shapes are found by running it.
 */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type GraphProto, GraphProtoSchema, ModelProtoSchema, ValueInfoProtoSchema } from "./onnx_pb.ts";

/** A value that follows from what a model is fed. */
export interface InnerValue {
  /** By which it can be made an output. */
  readonly name: string;
  /** ONNX's word for what computes it: `ConvTranspose`. */
  readonly operator: string;
  /** The node that computes it; in models of ours after the primitive that it is: `convTranspose/5`. */
  readonly node: string;
  /** Of the values that go in, those which follow from what the model is fed. */
  readonly from: readonly string[];
}

const graphOf = (bytes: Uint8Array): GraphProto =>
  fromBinary(ModelProtoSchema, bytes).graph ?? create(GraphProtoSchema, {});

/**
 * What a model computes from its inputs, in the order in which it does; what it makes of its weights alone is left out.
 * @param bytes of an ONNX model whose nodes have no graphs within
 */
export function innerValues(bytes: Uint8Array): readonly InnerValue[] {
  const graph = graphOf(bytes);
  const weights = new Set(graph.initializer.map(({ name }) => name));
  const fed = new Set(graph.input.map(({ name }) => name).filter((name) => !weights.has(name)));
  return graph.node.flatMap(({ opType: operator, name: node, input, output }) => {
    const from = input.filter((name) => fed.has(name));
    const made = output.filter((name) => name !== ""); // an optional one that is left out has no name
    if (from.length === 0) return [];
    for (const name of made) fed.add(name);
    return made.map((name) => ({ name, operator, node, from }));
  });
}

/**
 * @param names of values, as `innerValues` tells them
 * @returns the same model, whose outputs are its own, and then those of `names` that were none
 */
export function withOutputs(bytes: Uint8Array, names: readonly string[]): Uint8Array<ArrayBuffer> {
  const model = fromBinary(ModelProtoSchema, bytes);
  const { output = [] } = model.graph ?? {};
  const own = new Set(output.map(({ name }) => name));
  output.push(...names.filter((name) => !own.has(name)).map((name) => create(ValueInfoProtoSchema, { name })));
  return toBinary(ModelProtoSchema, model);
}
