/**
 * @file ONNX Runtime itself in a page or in a worker: `wasm` in any browser, `webgpu` where there is a graphics card. Who
 * runs models as they are (a generator) needs no more; `ort.web.ts` runs programs on it.
 *
 * Only the chosen build is imported. It fetches one WebAssembly file (14 MB for wasm, 27 MB for webgpu), whose address
 * the caller gives, so that nothing comes from another origin. The library keeps one instance of each build a thread:
 * the first runtime decides on its threads and files, and calls into it follow one another.
 */
import type { Env, InferenceSession } from "onnxruntime-web";
import { GantryError } from "../base/error.ts";
import { freeMemory } from "./free-memory.web.ts";
import type { OrtPlatform, OrtTensor } from "./ort.ts";

export type WebDevice = "wasm" | "webgpu";

const DEVICES: readonly string[] = ["wasm", "webgpu"] satisfies WebDevice[];

/** Addresses of ONNX Runtime's files, of the same version and kind as the build (see docs/browser.md). */
export interface WasmPaths {
  readonly wasm: string;
  /** The loader; needed with the condition `onnxruntime-web-use-extern-wasm`, whose build leaves it out. */
  readonly mjs?: string;
}

/** Plain data, so that it can be sent to a worker. */
export interface WebRuntimeOptions {
  readonly device: WebDevice;
  /**
   * Of one operation; by default half the processors, at most 4. More than one needs a page that is cross-origin
   * isolated (`COOP: same-origin`, `COEP: require-corp`); elsewhere it is 1, as the runtime's `threads` says.
   */
  readonly threads?: number;
  /** By default what the bundler makes of the build's own `new URL("….wasm", import.meta.url)`. */
  readonly wasmPaths?: WasmPaths;
}

/** The parts of `onnxruntime-web` used here; both builds have them. */
type OrtWeb = Pick<typeof import("onnxruntime-web"), "env" | "InferenceSession" | "Tensor">;

/** ONNX Runtime on one device, for what runs models that are no programs. @throws E402 for a device of another name, and for `webgpu` where the browser has none */
export async function webPlatformOf({ device, threads, wasmPaths }: WebRuntimeOptions): Promise<OrtPlatform> {
  if (!DEVICES.includes(device)) throw new GantryError("E402", { device, problem: "unknown", known: DEVICES });
  if (device === "webgpu") await checkAdapter();
  const ort: OrtWeb =
    device === "webgpu" ? await import("onnxruntime-web/webgpu") : await import("onnxruntime-web/wasm");
  const { wasm } = ort.env;
  wasm.numThreads ??= threadsHere(threads);
  if (wasmPaths !== undefined) wasm.wasmPaths = wasmPaths as Env.WasmFilePaths;
  return webPlatform(ort, device, wasm.numThreads);
}

async function checkAdapter(): Promise<void> {
  const refuse = (problem: "no-webgpu" | "no-adapter"): never => {
    throw new GantryError("E402", { device: "webgpu", problem, known: DEVICES });
  };
  const gpu = (navigator as { readonly gpu?: GPU }).gpu;
  if (gpu === undefined) return refuse("no-webgpu");
  if ((await gpu.requestAdapter()) === null) refuse("no-adapter");
}

/** The library asks the adapter for the feature wherever it is there. */
async function adapterHasHalf(): Promise<boolean> {
  const adapter = await (navigator as { readonly gpu?: GPU }).gpu?.requestAdapter();
  return adapter?.features.has("shader-f16") === true;
}

/** WebAssembly shares memory between threads only in a page that is cross-origin isolated. */
function threadsHere(wanted: number | undefined): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return Math.max(1, wanted ?? Math.min(4, Math.ceil(navigator.hardwareConcurrency / 2)));
}

function webPlatform(ort: OrtWeb, device: WebDevice, threads: number): OrtPlatform {
  const inTurn = turns[device];
  return {
    device,
    threads,
    tensor: (type, data, shape) => new ort.Tensor(type, data as Float32Array, shape) as unknown as OrtTensor,
    ...(device === "webgpu" ? { hasHalf: adapterHasHalf } : {}),
    loops: device === "wasm",
    download: (tensor) => inTurn(() => tensor.getData()),
    free: freeMemory,
    openSession: async (model, deviceOutputs) => {
      const options = sessionOptions(device, deviceOutputs);
      const session = await inTurn(() => ort.InferenceSession.create(model, options));
      const rest = breather();
      return {
        release: () => inTurn(() => session.release()),
        run: async (feeds) => {
          const results = await inTurn(() => session.run(feeds as never));
          await rest();
          return results as unknown as Record<string, OrtTensor>;
        },
      };
    },
  };
}

function sessionOptions(device: WebDevice, deviceOutputs: readonly string[]): InferenceSession.SessionOptions {
  const common: InferenceSession.SessionOptions = {
    executionProviders: [device],
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    extra: { session: { set_denormal_as_zero: "1" } },
  };
  if (device === "wasm") return common;
  const location = Object.fromEntries(deviceOutputs.map((name) => [name, "gpu-buffer" as const]));
  return { ...common, preferredOutputLocation: location };
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * One call after the other, for each build: while one waits for the graphics card, its WebAssembly must not be entered
 * again, by whichever runtime of this thread.
 */
const turns: Readonly<Record<WebDevice, InTurn>> = { wasm: oneAtATime(), webgpu: oneAtATime() };

function oneAtATime(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  };
}

/** How long a thread computes before it looks at its events, in milliseconds. */
const BREATH_INTERVAL = 12;

/** A run ends without leaving this thread, so a loop of runs would never let a click or a message in. */
function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATH_INTERVAL) return;
    await nextTask();
    last = performance.now();
  };
}

/** Waits until waiting events were handled; timers would wait 4 ms each time. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
