/**
 * @file An ONNX model that was made elsewhere, run as it is: no program of ours, no state, names and shapes as the file
 * has them.
 */
import { GantryError, isGantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import type { OrtPlatform, OrtTensor } from "./ort.ts";
import type { Tensors } from "./runtime.ts";

/** A value as ONNX Runtime gives it. */
export interface ModelValue {
  /** Its element type in ONNX Runtime's words: `float32`, `float64`, `int32`, … */
  readonly type: string;
  readonly shape: Shape;
  /** Row-major. */
  readonly data: ArrayLike<number>;
}

export interface Model {
  /** @param inputs by the model's names @returns every output of the model */
  readonly run: (inputs: Tensors) => Promise<Record<string, ModelValue>>;
  readonly release: () => Promise<void>;
}

/** @param where the model's name, for errors @throws E120 for what ONNX Runtime does not open, E402 for the device */
export async function openModel(platform: OrtPlatform, bytes: Uint8Array<ArrayBuffer>, where: string): Promise<Model> {
  const session = await platform.openSession(bytes, [], true).catch((cause: unknown) => {
    if (isGantryError(cause)) throw cause;
    throw new GantryError("E120", { program: where, device: platform.device, problem: String(cause) }, { cause });
  });
  return {
    release: () => session.release(),
    run: async (inputs) => {
      const feeds = Object.entries(inputs).map(([name, { dtype, data, shape }]): [string, OrtTensor] => [
        name,
        platform.tensor(dtype, data, shape),
      ]);
      const results = await session.run(Object.fromEntries(feeds));
      for (const [, tensor] of feeds) tensor.dispose();
      const values: Record<string, ModelValue> = {};
      for (const [name, tensor] of Object.entries(results)) values[name] = await hostValue(platform, tensor);
      return values;
    },
  };
}

async function hostValue(platform: OrtPlatform, tensor: OrtTensor): Promise<ModelValue> {
  const data = tensor.location === "cpu" ? tensor.data : await platform.download(tensor);
  return { type: tensor.type, shape: [...tensor.dims], data: data as ArrayLike<number> };
}
