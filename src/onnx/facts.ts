/**
 * @file What an ONNX model says of itself: its inputs and outputs, and the metadata inside. Only these fields are read, by
 * their numbers in onnx.proto: the descriptor of the whole format is several times what a page needs besides.
 */
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { GantryError } from "../base/error.ts";
import { elementTypes } from "./element-types.ts";

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

/** @param bytes of a `.onnx` file @param where its name, for the error @throws E123 when it is none */
export function modelFacts(bytes: Uint8Array, where: string): ModelFacts {
  try {
    const facts = factsOf(new Message(bytes));
    if (facts.outputs.length > 0) return facts;
  } catch (cause) {
    throw new GantryError("E123", { path: where }, { cause });
  }
  throw new GantryError("E123", { path: where });
}

/** Numbers of fields are those of `ModelProto` and `GraphProto`. */
function factsOf(model: Message): ModelFacts {
  const graph = model.message(7);
  const weights = new Set(graph.messages(5).map((tensor) => tensor.text(8)));
  const inputs = graph.messages(11).map(valueFacts);
  return {
    inputs: inputs.filter(({ name }) => !weights.has(name)),
    outputs: graph.messages(12).map(valueFacts),
    metadata: Object.fromEntries(model.messages(14).map((entry) => [entry.text(1), entry.text(2)])),
    opset:
      model
        .messages(8)
        .find((set) => set.text(1) === "")
        ?.number(2) ?? 0,
  };
}

/** `ValueInfoProto`: a name and `TypeProto.Tensor`, an element type and the extents. */
function valueFacts(info: Message): ValueFacts {
  const tensor = info.message(2).message(1);
  const known = Object.entries(elementTypes).find(([, code]) => code === tensor.number(1));
  const shape = tensor
    .message(2)
    .messages(1)
    .map((extent) => extent.number(1) ?? (extent.text(2) || "?"));
  return { name: info.text(1), type: known?.[0] ?? "other", shape };
}

/** A message whose fields are read as what who asks takes them for. @throws where they are not, or the bytes are none */
class Message {
  readonly #fields = new Map<number, (Uint8Array | number)[]>();

  constructor(bytes: Uint8Array) {
    const reader = new BinaryReader(bytes);
    while (reader.pos < reader.len) {
      const [number, type] = reader.tag();
      const value = fieldValue(reader, type, number);
      if (value === null) continue;
      const values = this.#fields.get(number) ?? [];
      values.push(value);
      this.#fields.set(number, values);
    }
  }

  messages(field: number): Message[] {
    return this.#bytes(field).map((bytes) => new Message(bytes));
  }

  /** One that comes several times is all of them together; one without fields where there is none. */
  message(field: number): Message {
    const parts = this.#bytes(field);
    return new Message(parts.length === 1 ? (parts[0] as Uint8Array) : joined(parts));
  }

  text(field: number): string {
    return new TextDecoder().decode(this.#bytes(field).at(-1) ?? new Uint8Array());
  }

  number(field: number): number | undefined {
    const value = this.#fields.get(field)?.at(-1);
    if (value instanceof Uint8Array) throw new Error(`field ${field} is no number`);
    return value;
  }

  #bytes(field: number): Uint8Array[] {
    return (this.#fields.get(field) ?? []).map((value) => {
      if (typeof value === "number") throw new Error(`field ${field} is a number`);
      return value;
    });
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Null for fixed-width numbers, of which the fields read here have none. */
function fieldValue(reader: BinaryReader, type: WireType, field: number): Uint8Array | number | null {
  if (type === WireType.LengthDelimited) return reader.bytes();
  if (type === WireType.Varint) return Number(reader.int64());
  reader.skip(type, field);
  return null;
}
