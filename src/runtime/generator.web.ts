/** @file A generator that stands alone, in a page or a worker: WebAssembly, or the graphics card. */
import { type Generator, type GeneratorSession, type GeneratorValue, generatorOf } from "./generator.ts";
import type { OrtPlatform, OrtTensor } from "./ort.ts";
import { type WebDevice, type WebRuntimeOptions, webPlatformOf } from "./platform.web.ts";

export interface WebGenerator extends Generator {
  readonly device: WebDevice;
  /** Of one operation: 1 in a page that is not cross-origin isolated. */
  readonly threads: number;
}

/**
 * @param where the model's name, for errors
 * @throws E123 for a file that is no generator of ours, E402 where the device is not there
 */
export async function openGenerator(
  bytes: Uint8Array<ArrayBuffer>,
  where: string,
  options: WebRuntimeOptions,
): Promise<WebGenerator> {
  const platform = await webPlatformOf(options);
  const generator = await generatorOf((model) => opened(platform, model), bytes, where);
  return { ...generator, device: options.device, threads: platform.threads };
}

async function opened(platform: OrtPlatform, bytes: Uint8Array<ArrayBuffer>): Promise<GeneratorSession> {
  const session = await platform.openSession(bytes, []);
  return {
    release: () => session.release(),
    run: async (inputs) => {
      const feeds = Object.entries(inputs).map(([name, value]) => [name, tensorOf(platform, value)] as const);
      const results = await session.run(Object.fromEntries(feeds));
      return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, hostValue(tensor)]));
    },
  };
}

const tensorOf = (platform: OrtPlatform, { type, data, shape }: GeneratorValue): OrtTensor =>
  platform.tensor(type as "float32", data as Float32Array, shape);

const hostValue = ({ type, dims, data }: OrtTensor): GeneratorValue => ({
  type,
  shape: dims,
  data: data as GeneratorValue["data"],
});
