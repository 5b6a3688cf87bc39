/**
 * @file The page's end of the worker that holds a generator. WebGPU is tried first where the browser has an adapter,
 * each attempt in a worker of its own, for a device that failed can leave ONNX Runtime unusable; then WebAssembly.
 */
import type { WebDevice } from "gantry/runtime/web";
import { type Answer, Caller, type Failure, type Progress } from "../../workers/calls.ts";
import type {
  CloudRequest,
  DirectionShares,
  DirectionsRequest,
  Drawing,
  Drawn,
  DrawRequest,
  GeneratorFacts,
  OpenRequest,
  PathRequest,
  Strip,
  StripRequest,
} from "../../workers/latent-messages.ts";
import type { Scene } from "../../workers/latent-scene.ts";

export interface LatentClient {
  readonly facts: GeneratorFacts;
  readonly draw: (request: DrawRequest) => Promise<Drawn>;
  readonly strip: (request: StripRequest) => Promise<Drawing>;
  readonly path: (request: PathRequest) => Promise<Drawing>;
  readonly cloud: (request: CloudRequest) => Promise<Drawing>;
  readonly sensitivity: (scene: Scene, progress: Progress) => Promise<Float32Array>;
  readonly directions: (request: DirectionsRequest, progress: Progress) => Promise<DirectionShares>;
  readonly close: () => void;
}

/** ONNX Runtime's files beside the page, of each device. */
const FILES: Readonly<Record<WebDevice, string>> = {
  wasm: "ort-wasm-simd-threaded",
  webgpu: "ort-wasm-simd-threaded.asyncify",
};

const absolute = (path: string): string => new URL(path, document.baseURI).href;

/** @param url of `generator.onnx` @throws `CallError` where no device opens it */
export async function openLatent(url: string, name: string, signal: AbortSignal): Promise<LatentClient> {
  const devices: WebDevice[] = (await hasAdapter()) ? ["webgpu", "wasm"] : ["wasm"];
  let failure: unknown;
  for (const device of devices) {
    const worker = new Worker(new URL("../../workers/latent.worker.ts", import.meta.url), { type: "module" });
    const caller = callerOf(worker);
    signal.addEventListener("abort", () => worker.terminate());
    const files = absolute(`ort/${FILES[device]}`);
    const request: OpenRequest = {
      url: absolute(url),
      name,
      runtime: { device, wasmPaths: { mjs: `${files}.mjs`, wasm: `${files}.wasm` } },
    };
    try {
      return clientOf(caller, await caller.call<GeneratorFacts>("open", request), () => worker.terminate());
    } catch (cause) {
      worker.terminate();
      failure = cause;
    }
  }
  throw failure;
}

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

function callerOf(worker: Worker): Caller {
  const caller = new Caller(worker);
  worker.onmessage = ({ data }: MessageEvent<Answer>) => caller.answered(data);
  worker.onerror = ({ message }) => {
    const sentence: Failure["sentence"] = { en: message ?? "worker", zh: message ?? "worker" };
    caller.abandon({ code: null, sentence });
  };
  return caller;
}

const clientOf = (caller: Caller, facts: GeneratorFacts, close: () => void): LatentClient => ({
  facts,
  draw: (request) => caller.call("draw", request),
  strip: (request) => caller.call("strip", request),
  path: (request) => caller.call("path", request),
  cloud: (request) => caller.call("cloud", request),
  sensitivity: (scene, progress) => caller.call("sensitivity", scene, progress),
  directions: (request, progress) => caller.call("directions", request, progress),
  close,
});

export const isStrip = (drawing: Drawing): drawing is Strip => drawing.kind === "images";
