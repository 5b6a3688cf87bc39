/**
 * @file Reading a tensor that lies on a device, for a build of ONNX Runtime that offers no way to the host:
 * onnxruntime-node 1.30 ends the whole process when a GPU tensor is downloaded. A program whose output lies on the host
 * copies it all the same.
 */
import type { ElementType } from "../onnx/element-types.ts";
import { modelWriter } from "../onnx/model.ts";
import type { OrtPlatform, OrtTensor } from "./ort.ts";

/** @param openSession of the platform the tensor belongs to @returns its elements, in a new array */
export async function copyOut(openSession: OrtPlatform["openSession"], tensor: OrtTensor): Promise<unknown> {
  const type = tensor.type as ElementType;
  const model = modelWriter("copy");
  model.input("device", type, tensor.dims);
  model.output("host", type, tensor.dims, "device");
  const session = await openSession(model.finish().bytes, []);
  try {
    const { host } = await session.run({ device: tensor });
    return host?.data;
  } finally {
    await session.release();
  }
}
