/**
 * @file Writing an ONNX model from names: nodes, initialisers, inputs, outputs, metadata.
 *
 * Field meanings: https://onnx.ai/onnx/repo-docs/IR.html. One opset (17) serves training programs and generators.
 */
import { create, toBinary } from "@bufbuild/protobuf";
import { sizeOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import { type ElementType, elementTypes } from "./element-types.ts";
import {
  type AttributeProto,
  AttributeProtoSchema,
  type GraphProto,
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from "./onnx_pb.ts";

export const OPSET = 17;
const IR_VERSION = 8n;

/** AttributeProto.AttributeType */
const attributeTypes = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;

/** Integers become `INT`, others `FLOAT`; lists of integers `INTS`; text `STRING`. `{ float }` forces `FLOAT`. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** An extent of an input or output: a number, or a name for one that is known at run time. */
export type Extent = number | string;

export interface OnnxModel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many ONNX nodes it has. */
  readonly nodes: number;
  /** Whether it has values of a megabyte and more, as far as `ModelWriter.shape` was told of them. */
  readonly isLarge: boolean;
}

export interface ModelWriter {
  /** Names what follows after the primitive it computes: `matmul/12`, as a profile and a viewer of models show it. */
  readonly within: (primitive: string) => void;
  /** Appends a node with one output and gives the output's name. */
  readonly node: (type: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>) => string;
  /** Appends a node with `count` outputs. */
  readonly nodes: (
    type: string,
    inputs: readonly string[],
    count: number,
    attributes?: Readonly<Record<string, Attribute>>,
  ) => string[];
  /** A constant; equal ones are written once. */
  readonly tensor: (value: Tensor) => string;
  /** An int64 vector, which shapes and axes are. */
  readonly int64: (values: readonly number[]) => string;
  /**
   * The shape of a large value, as an input with a default, which nobody feeds. What is no constant tells ONNX Runtime no
   * extents, so it does not keep the memory of a value that is dead for another of the same shape, made much later:
   * planned so, a step of DCGAN holds a third more.
   */
  readonly shape: (extents: readonly number[]) => string;
  readonly input: (name: string, type: ElementType, shape: readonly Extent[]) => void;
  readonly output: (name: string, type: ElementType, shape: readonly Extent[], value: string) => void;
  /** The finished model; to be called once. */
  readonly finish: (metadata?: Readonly<Record<string, string>>) => OnnxModel;
}

/** @param name the graph's name, which runtimes show in messages */
export function modelWriter(name: string): ModelWriter {
  const graph = create(GraphProtoSchema, { name });
  const initialiser = initialiserTable(graph);
  const results: Result[] = [];
  const defaults = new Map<string, number>();
  let primitive = "node";
  let values = 0;
  const fresh = (): string => `${primitive}/${values++}`;

  const nodes: ModelWriter["nodes"] = (type, inputs, count, attributes = {}) => {
    const output = Array.from({ length: count }, fresh);
    graph.node.push(Object.assign(nodeProto(type, inputs, output, attributes), { name: output[0] }));
    return output;
  };

  return {
    within: (kind) => {
      primitive = kind;
    },
    nodes,
    node: (type, inputs, attributes) => nodes(type, inputs, 1, attributes)[0] as string,
    tensor: (value) => initialiser(contentKey(value) ?? value, () => tensorProto(value)),
    int64: (list) => initialiser(`int64 ${list}`, () => int64Proto(list)),
    shape: (extents) => {
      const given = initialiser(`shape ${extents}`, () => int64Proto(extents));
      defaults.set(given, extents.length);
      return given;
    },
    input: (inputName, type, shape) => graph.input.push(valueInfo(inputName, type, shape)),
    output: (outputName, type, shape, value) => {
      results.push({ name: outputName, value });
      graph.output.push(valueInfo(outputName, type, shape));
    },
    finish: (metadata = {}) => {
      nameResults(graph, results);
      for (const [given, rank] of defaults) graph.input.push(valueInfo(given, "int64", [rank]));
      return { bytes: modelBytes(graph, metadata), nodes: graph.node.length, isLarge: defaults.size > 0 };
    },
  };
}

/** @returns what writes an initialiser unless it did so for the same `key`, and gives its name */
function initialiserTable(graph: GraphProto): (key: string | Tensor, proto: () => TensorProto) => string {
  const names = new Map<string | Tensor, string>();
  return (key, proto) => {
    const known = names.get(key);
    if (known !== undefined) return known;
    const name = `c${names.size}`;
    names.set(key, name);
    graph.initializer.push(Object.assign(proto(), { name }));
    return name;
  };
}

/** An output's name, and the value it shows. */
interface Result {
  readonly name: string;
  readonly value: string;
}

/** Gives each value that is an output the output's name; a value that cannot be renamed is copied by `Identity`. */
function nameResults(graph: GraphProto, results: readonly Result[]): void {
  const computed = new Set(graph.node.flatMap((node) => node.output));
  const renamed = new Map<string, string>();
  for (const { name, value } of results) {
    if (computed.has(value) && !renamed.has(value)) renamed.set(value, name);
    else graph.node.push(nodeProto("Identity", [value], [name], {}));
  }
  for (const node of graph.node) {
    node.input = node.input.map((value) => renamed.get(value) ?? value);
    node.output = node.output.map((value) => renamed.get(value) ?? value);
  }
}

function modelBytes(graph: GraphProto, metadata: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: "gantry",
    graph,
    opsetImport: [{ domain: "", version: BigInt(OPSET) }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  return toBinary(ModelProtoSchema, model);
}

/** A node as a model file has it. */
export function nodeProto(
  type: string,
  inputs: readonly string[],
  output: string[],
  attributes: Readonly<Record<string, Attribute>>,
): NodeProto {
  const attribute = Object.entries(attributes).map(([name, value]) => attributeProto(name, value));
  return create(NodeProtoSchema, { opType: type, input: [...inputs], output, attribute });
}

function attributeProto(name: string, value: Attribute): AttributeProto {
  const { float, int, string, floats, ints } = attributeTypes;
  if (typeof value === "string") {
    return create(AttributeProtoSchema, { name, s: new TextEncoder().encode(value), type: string });
  }
  if (typeof value === "number") {
    if (Number.isInteger(value)) return create(AttributeProtoSchema, { name, i: BigInt(value), type: int });
    return create(AttributeProtoSchema, { name, f: value, type: float });
  }
  if ("float" in value) return create(AttributeProtoSchema, { name, f: value.float, type: float });
  if (value.every(Number.isInteger)) return create(AttributeProtoSchema, { name, ints: value.map(BigInt), type: ints });
  return create(AttributeProtoSchema, { name, floats: [...value], type: floats });
}

function tensorProto({ dtype, shape, data }: Tensor): TensorProto {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
  return create(TensorProtoSchema, { dims: shape.map(BigInt), dataType: elementTypes[dtype], rawData });
}

function int64Proto(values: readonly number[]): TensorProto {
  const rawData = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return create(TensorProtoSchema, { dims: [BigInt(values.length)], dataType: elementTypes.int64, rawData });
}

/** Small tensors are equal when their elements are; large ones only when they are the same object. */
function contentKey({ dtype, shape, data }: Tensor): string | null {
  if (sizeOf(shape) > 64) return null;
  return `${dtype} [${shape}] ${Array.from(data, (value) => (Object.is(value, -0) ? "-0" : value)).join()}`;
}

function valueInfo(name: string, type: ElementType, shape: readonly Extent[]): ValueInfoProto {
  const dim = shape.map((extent) => ({
    value:
      typeof extent === "string"
        ? ({ case: "dimParam", value: extent } as const)
        : ({ case: "dimValue", value: BigInt(extent) } as const),
  }));
  const tensorType = { elemType: elementTypes[type], shape: { dim } };
  return create(ValueInfoProtoSchema, { name, type: { value: { case: "tensorType", value: tensorType } } });
}
