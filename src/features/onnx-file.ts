/**
 * @file An ONNX file as a graph that can be looked at and given other outputs: any value a node computes can be one.
 */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import { elementTypes } from "../onnx/element-types.ts";
import {
  type GraphProto,
  type ModelProto,
  ModelProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from "../onnx/onnx_pb.ts";

/** A value's type and extents; an extent that is known only at run time is a name. */
export interface OnnxValue {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

export interface OnnxFile {
  readonly path: string;
  /** Those that are fed: weights are left out. */
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** What nodes compute beside the outputs, the last first. */
  readonly inner: readonly string[];
  /** The operator whose result a value is, `Softmax`; null for what no node computes. */
  readonly operatorOf: (value: string) => string | null;
  /** The model's bytes with these outputs and no other. @throws E715 for a name it does not have */
  readonly withOutputs: (names: readonly string[]) => Uint8Array<ArrayBuffer>;
}

/** @param path for errors @throws E716 for bytes that are no ONNX model, or not a whole one */
export function openOnnxFile(bytes: Uint8Array, path: string): OnnxFile {
  const { model, graph } = parsed(bytes, path);
  const weights = new Set(graph.initializer.map(({ name }) => name));
  const outputs = graph.output.map(({ name }) => name);
  const operators = new Map(graph.node.flatMap(({ opType, output }) => output.map((name) => [name, opType])));
  operators.delete(""); // an optional output that is left out
  const described = new Map(graph.output.map((info) => [info.name, info]));
  return {
    path,
    inputs: graph.input.filter(({ name }) => !weights.has(name)).map(onnxValue),
    outputs: graph.output.map(onnxValue),
    inner: [...operators.keys()].filter((name) => !outputs.includes(name)).reverse(),
    operatorOf: (value) => operators.get(value) ?? null,
    withOutputs: (names) => {
      for (const name of names) checkOutput(name, path, outputs, [...operators.keys()]);
      graph.output = names.map((name) => described.get(name) ?? create(ValueInfoProtoSchema, { name }));
      return toBinary(ModelProtoSchema, model);
    },
  };
}

function checkOutput(output: string, path: string, outputs: readonly string[], computed: readonly string[]): void {
  if (outputs.includes(output) || computed.includes(output)) return;
  const inner = computed.filter((name) => !outputs.includes(name)).reverse();
  const suggestion = suggestionFor(output, [...outputs, ...inner]);
  throw new GantryError("E715", { path, output, outputs, inner, suggestion });
}

function onnxValue({ name, type }: ValueInfoProto): OnnxValue {
  const tensor = type?.value.case === "tensorType" ? type.value.value : undefined;
  const known = Object.entries(elementTypes).find(([, code]) => code === tensor?.elemType);
  const shape = (tensor?.shape?.dim ?? []).map(({ value }) =>
    value.case === "dimValue" ? Number(value.value) : value.value || "?",
  );
  return { name, type: known?.[0] ?? `type ${tensor?.elemType ?? "unknown"}`, shape };
}

/** An ONNX file begins with the version of its intermediate representation: field 1, a number. */
const FIRST_BYTE = 0x08;

function parsed(bytes: Uint8Array, path: string): { readonly model: ModelProto; readonly graph: GraphProto } {
  if (bytes.length === 0) throw new GantryError("E716", { path, fault: "empty", detail: "" });
  if (bytes[0] !== FIRST_BYTE) throw new GantryError("E716", { path, fault: "format", detail: beginningOf(bytes) });
  const model = decoded(bytes, path);
  if (model.graph !== undefined && model.graph.output.length > 0) return { model, graph: model.graph };
  throw new GantryError("E716", { path, fault: "short", detail: String(bytes.length) });
}

function decoded(bytes: Uint8Array, path: string): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw new GantryError("E716", { path, fault: "short", detail: String(bytes.length) }, { cause });
  }
}

/** `50 4b 03 04 ("PK")`, with what of it can be printed. */
function beginningOf(bytes: Uint8Array): string {
  const first = [...bytes.subarray(0, 4)];
  const text = first.map((byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "")).join("");
  const hex = first.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `${hex}${text === "" ? "" : ` ("${text}")`}`;
}
