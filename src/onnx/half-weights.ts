/**
 * @file A model with its weights in float16: half the bytes to download. Each weight is brought to float32 where the
 * model begins (ONNX Runtime does so once, when it opens the model), so it computes as before, on any device.
 */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { bitsOfHalf } from "../base/half-bits.ts";
import { elementTypes } from "./element-types.ts";
import { nodeProto } from "./model.ts";
import { type ModelProto, ModelProtoSchema, type NodeProto, type TensorProto, TensorProtoSchema } from "./onnx_pb.ts";

/** Fewer numbers than this are left as they are: a node costs as much as it saves. */
const FEWEST = 256;
/** From here on a number would become infinite. */
const OVERFLOW = 65_520;

/** @param bytes of a model of ours @returns the same model, its weights rounded to 11 significant bits */
export function withHalfWeights(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const model: ModelProto = fromBinary(ModelProtoSchema, bytes);
  const { graph } = model;
  if (graph === undefined) return toBinary(ModelProtoSchema, model);
  const halved = graph.initializer.filter(canBeHalf);
  const names = new Set(halved.map(({ name }) => name));
  graph.initializer = graph.initializer.map((weight) => (names.has(weight.name) ? asHalf(weight) : weight));
  graph.node.unshift(...halved.map(toFloat));
  return toBinary(ModelProtoSchema, model);
}

const HALF = ".float16";

/** Copied, for they may begin anywhere; Node's own kind of bytes would not be by `slice`. */
const valuesOf = ({ rawData }: TensorProto): Float32Array => new Float32Array(new Uint8Array(rawData).buffer);

const canBeHalf = (weight: TensorProto): boolean =>
  weight.dataType === elementTypes.float32 &&
  weight.rawData.byteLength >= FEWEST * 4 &&
  valuesOf(weight).every((value) => Math.abs(value) < OVERFLOW);

function asHalf(weight: TensorProto): TensorProto {
  const rawData = new Uint8Array(Uint16Array.from(valuesOf(weight), bitsOfHalf).buffer);
  const { dims, name } = weight;
  return create(TensorProtoSchema, { dims, name: name + HALF, dataType: elementTypes.float16, rawData });
}

/** A `Cast` whose result has the weight's own name. */
function toFloat({ name }: TensorProto): NodeProto {
  const cast = nodeProto("Cast", [name + HALF], [name], { to: elementTypes.float32 });
  return Object.assign(cast, { name: `${name}.float32` });
}
