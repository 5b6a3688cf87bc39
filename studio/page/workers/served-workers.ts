/** @file Threads and ONNX Runtime's files as the server gives them. */
import type { WebDevice } from "gantry/runtime/web";
import type { PageWorkers } from "./page-workers.ts";

/** ONNX Runtime's files beside the page, of each device. */
const FILES: Readonly<Record<WebDevice, string>> = {
  wasm: "ort-wasm-simd-threaded",
  webgpu: "ort-wasm-simd-threaded.asyncify",
};

export const servedWorkers: PageWorkers = {
  gif: () => new Worker(new URL("./gif.worker.ts", import.meta.url), { type: "module" }),
  devices: async () => ((await hasAdapter()) ? ["webgpu", "wasm"] : ["wasm"]),
  latent: async (device) => {
    const files = new URL(`ort/${FILES[device]}`, document.baseURI).href;
    return {
      worker: new Worker(new URL("./latent.worker.ts", import.meta.url), { type: "module" }),
      wasmPaths: { mjs: `${files}.mjs`, wasm: `${files}.wasm` },
    };
  },
};

interface Adapter {
  readonly isFallbackAdapter?: boolean;
  readonly info?: { readonly isFallbackAdapter?: boolean };
}

/** One that computes on the processor is no better than WebAssembly. */
async function hasAdapter(): Promise<boolean> {
  const { gpu } = navigator as { readonly gpu?: { requestAdapter: () => Promise<Adapter | null> } };
  try {
    const adapter = (await gpu?.requestAdapter()) ?? null;
    return adapter !== null && adapter.isFallbackAdapter !== true && adapter.info?.isFallbackAdapter !== true;
  } catch {
    return false;
  }
}
