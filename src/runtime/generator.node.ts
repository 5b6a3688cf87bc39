/** @file A generator that stands alone, in Node: on the processor, with as many threads as ONNX Runtime takes. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { flushDenormals } from "./denormals.node.ts";
import { type Generator, type GeneratorSession, type GeneratorValue, generatorOf } from "./generator.ts";
import { withoutTelemetry } from "./no-telemetry.node.ts";

/**
 * This thread takes denormals for zero from now on.
 *
 * @param where the model's name, for errors @throws E123 for a file that is no generator of ours
 */
export function openGenerator(bytes: Uint8Array, where: string): Promise<Generator> {
  withoutTelemetry();
  return generatorOf(opened, bytes, where);
}

async function opened(bytes: Uint8Array): Promise<GeneratorSession> {
  const options = { executionProviders: ["cpu"], logSeverityLevel: 3, extra: await flushDenormals() } as const;
  const session = await InferenceSession.create(bytes, options);
  return {
    release: () => session.release(),
    run: async (inputs) => {
      const feeds = Object.entries(inputs).map(([name, value]) => [name, tensorOf(value)] as const);
      const results = await session.run(Object.fromEntries(feeds));
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, hostValue(tensor)]));
    },
  };
}

const tensorOf = ({ type, data, shape }: GeneratorValue): Tensor =>
  new Tensor(type as "float32", data as Float32Array, shape);

const hostValue = ({ type, dims, data }: Tensor): GeneratorValue => ({
  type,
  shape: dims,
  data: data as GeneratorValue["data"],
});
