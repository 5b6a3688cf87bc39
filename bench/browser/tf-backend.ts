/** @file TensorFlow.js's ways to compute, each imported when it is asked for. */

import plainWasm from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simdWasm from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threadedWasm from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients.js"; // a bundler leaves it out otherwise

export type TfBackend = "wasm" | "cpu" | "webgl" | "webgpu";

/** @returns how many threads it uses @throws what TensorFlow.js says where a backend is not there */
export async function useBackend(backend: TfBackend, threads: number): Promise<number> {
  const used = await load[backend](threads);
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js cannot use its backend ${backend} here`);
  await tf.ready();
  return used();
}

const one = (): number => 1;

const load: Readonly<Record<TfBackend, (threads: number) => Promise<() => number>>> = {
  wasm: async (threads) => {
    const { getThreadsCount, setThreadsCount, setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    setWasmPaths({
      "tfjs-backend-wasm.wasm": plainWasm,
      "tfjs-backend-wasm-simd.wasm": simdWasm,
      "tfjs-backend-wasm-threaded-simd.wasm": threadedWasm,
    });
    // it takes half the processors at most: let it see twice as many as the threads it is to have
    Object.defineProperty(navigator, "hardwareConcurrency", { value: 2 * threads, configurable: true });
    setThreadsCount(threads);
    return getThreadsCount;
  },
  cpu: async () => {
    await import("@tensorflow/tfjs-backend-cpu");
    return one;
  },
  webgl: async () => {
    await import("@tensorflow/tfjs-backend-webgl");
    return one;
  },
  webgpu: async () => {
    await import("@tensorflow/tfjs-backend-webgpu");
    return one;
  },
};
