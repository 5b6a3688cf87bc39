/** @file Threads and ONNX Runtime's files as the server gives them. */
import { type WebDevice, webDevices } from "gantry/runtime/web";
import type { PageWorkers } from "./page-workers.ts";

/** ONNX Runtime's files beside the page, of each device. */
const FILES: Readonly<Record<WebDevice, string>> = {
  wasm: "ort-wasm-simd-threaded",
  webgpu: "ort-wasm-simd-threaded.asyncify",
};

export const servedWorkers: PageWorkers = {
  film: () => new Worker(new URL("./film.worker.ts", import.meta.url), { type: "module" }),
  devices: webDevices,
  latent: async (device) => {
    const files = new URL(`ort/${FILES[device]}`, document.baseURI).href;
    return {
      worker: new Worker(new URL("./latent.worker.ts", import.meta.url), { type: "module" }),
      runtime: { mjs: `${files}.mjs`, wasm: `${files}.wasm` },
    };
  },
  fileFor: async (url) => new URL(url, document.baseURI).href,
};
