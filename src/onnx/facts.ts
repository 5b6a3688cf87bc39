/** @file What an ONNX model says of itself: its inputs and outputs, and the metadata inside. */
import { fromBinary } from "@bufbuild/protobuf";
import { GantryError } from "../base/error.ts";
import { elementTypes } from "./model.ts";
import { type ModelProto, ModelProtoSchema, type ValueInfoProto } from "./onnx_pb.ts";

/** An extent that is known only at run time has a name. */
export interface ValueFacts {
  readonly name: string;
  /** `float32`, `int64`, …; `other` for a type Gantry does not use. */
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

export interface ModelFacts {
  readonly inputs: readonly ValueFacts[];
  readonly outputs: readonly ValueFacts[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly opset: number;
}

function valueFacts({ name, type }: ValueInfoProto): ValueFacts {
  const tensor = type?.value.case === "tensorType" ? type.value.value : undefined;
  const known = Object.entries(elementTypes).find(([, code]) => code === tensor?.elemType);
  const shape = (tensor?.shape?.dim ?? []).map(({ value }) =>
    value.case === "dimValue" ? Number(value.value) : (value.value ?? "?"),
  );
  return { name, type: known?.[0] ?? "other", shape };
}

/** @param bytes of a `.onnx` file @param where its name, for the error @throws E123 when it is none */
export function modelFacts(bytes: Uint8Array, where: string): ModelFacts {
  const { graph, metadataProps, opsetImport } = parsed(bytes, where);
  const weights = new Set(graph?.initializer.map(({ name }) => name));
  return {
    inputs: (graph?.input ?? []).filter(({ name }) => !weights.has(name)).map(valueFacts),
    outputs: (graph?.output ?? []).map(valueFacts),
    metadata: Object.fromEntries(metadataProps.map(({ key, value }) => [key, value])),
    opset: Number(opsetImport.find(({ domain }) => domain === "")?.version ?? 0),
  };
}

function parsed(bytes: Uint8Array, where: string): ModelProto {
  try {
    const model = fromBinary(ModelProtoSchema, bytes);
    if (model.graph !== undefined && model.graph.output.length > 0) return model;
  } catch (cause) {
    throw new GantryError("E123", { path: where }, { cause });
  }
  throw new GantryError("E123", { path: where });
}
