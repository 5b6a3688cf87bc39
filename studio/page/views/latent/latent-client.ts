/**
 * @file The page's end of the worker that holds a generator. WebGPU is tried first where the browser has an adapter,
 * each attempt in a worker of its own, for a device that failed can leave ONNX Runtime unusable; then WebAssembly.
 */
import { type Answer, Caller, type Failure, type Progress } from "../../workers/calls.ts";
import type {
  CloudRequest,
  DirectionsRequest,
  Drawing,
  Drawn,
  DrawRequest,
  FoundDirections,
  GeneratorFacts,
  Maps,
  MapsRequest,
  OpenRequest,
  PathRequest,
  Strip,
  StripRequest,
  ThroughRequest,
} from "../../workers/latent-messages.ts";
import type { Scene } from "../../workers/latent-scene.ts";
import type { PageWorkers } from "../../workers/page-workers.ts";

export interface LatentClient {
  readonly facts: GeneratorFacts;
  readonly draw: (request: DrawRequest) => Promise<Drawn>;
  readonly strip: (request: StripRequest) => Promise<Drawing>;
  readonly path: (request: PathRequest) => Promise<Drawing>;
  readonly cloud: (request: CloudRequest) => Promise<Drawing>;
  readonly sensitivity: (scene: Scene, progress: Progress) => Promise<Float32Array>;
  readonly directions: (request: DirectionsRequest, progress: Progress) => Promise<FoundDirections>;
  /** Scenes go along these from now on. */
  readonly adoptDirections: (steps: readonly Float32Array[]) => Promise<void>;
  readonly maps: (request: MapsRequest) => Promise<Maps>;
  readonly through: (request: ThroughRequest, progress: Progress) => Promise<Drawing>;
  readonly close: () => void;
}

/** @param url of `generator.onnx` @param signal gives up while it is not open yet @throws `CallError` where no device opens it */
export async function openLatent(
  workers: PageWorkers,
  url: string,
  name: string,
  signal: AbortSignal,
): Promise<LatentClient> {
  const model = await workers.fileFor(url);
  let failure: unknown;
  for (const device of await workers.devices()) {
    const { worker, runtime } = await workers.latent(device);
    const caller = callerOf(worker);
    const giveUp = (): void => worker.terminate();
    signal.addEventListener("abort", giveUp);
    const request: OpenRequest = { model, name, device, runtime };
    try {
      const facts = await caller.call<GeneratorFacts>("open", request);
      signal.removeEventListener("abort", giveUp);
      return clientOf(caller, facts, giveUp);
    } catch (cause) {
      worker.terminate();
      failure = cause;
    }
  }
  throw failure;
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
  adoptDirections: (steps) => caller.call("adoptDirections", steps),
  maps: (request) => caller.call("maps", request),
  through: (request, progress) => caller.call("through", request, progress),
  close,
});

export const isStrip = (drawing: Drawing): drawing is Strip => drawing.kind === "images";
