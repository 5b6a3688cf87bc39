/**
 * @file ONNX Runtime in Node: `cpu` everywhere, `webgpu` where there is a GPU, `cuda` where its provider's libraries are.
 *
 * `session.run` blocks this thread while it computes; training therefore lives in a worker (see `training`).
 */
import { availableParallelism } from "node:os";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { GantryError } from "../base/error.ts";
import { elementTypes } from "../onnx/element-types.ts";
import { modelWriter } from "../onnx/model.ts";
import { copyOut } from "./copy-out.ts";
import { flushDenormals } from "./denormals.node.ts";
import { freeMemory } from "./free-memory.node.ts";
import { withoutTelemetry } from "./no-telemetry.node.ts";
import { type OrtPlatform, type OrtTensor, ortRuntime } from "./ort.ts";
import type { Runtime } from "./runtime.ts";

export type NodeDevice = "cpu" | "webgpu" | "cuda";

const DEVICES: readonly string[] = ["cpu", "webgpu", "cuda"] satisfies NodeDevice[];

export interface NodeRuntimeOptions {
  readonly device?: NodeDevice;
  /** Of one operation; by default as many as the machine runs at once. */
  readonly threads?: number;
  /** Where to write ONNX Runtime's profile of each program, when it is released: the beginning of a file's path. */
  readonly profile?: string;
}

/** @throws E402 when `device` is none of those this build knows, and from `open` when it is not there */
export function nodeRuntime(options: NodeRuntimeOptions = {}): Runtime {
  const { device = "cpu", threads = availableParallelism(), profile } = options;
  if (!DEVICES.includes(device)) throw new GantryError("E402", { device, problem: "unknown", known: DEVICES });
  withoutTelemetry();
  return ortRuntime(nodePlatform(device, threads, profile));
}

/** ONNX Runtime on one device, for what runs models that are no programs. */
export function nodePlatform(device: NodeDevice, threads: number, profile?: string): OrtPlatform {
  const recording = profile === undefined ? {} : { enableProfiling: true, profileFilePrefix: profile };
  const openSession: OrtPlatform["openSession"] = async (model, deviceOutputs, isLarge = false) => {
    const options = {
      ...sessionOptions(device, threads, deviceOutputs, isLarge),
      ...recording,
      extra: await flushDenormals(),
    };
    const session = await InferenceSession.create(model, options).catch((cause) => refuse(device, cause));
    return {
      run: async (feeds) => (await session.run(feeds as never)) as unknown as Record<string, OrtTensor>,
      release: () => session.release(),
    };
  };
  return {
    device,
    threads,
    tensor: (type, data, shape) => new Tensor(type, data as Float32Array, shape) as unknown as OrtTensor,
    openSession,
    download: (tensor) => copyOut(openSession, tensor),
    loops: device === "cpu",
    free: freeMemory,
    ...(device === "webgpu" ? { hasHalf: webgpuHasHalf } : {}),
  };
}

/** Tried out: ONNX Runtime in Node does not tell what a graphics card can do, and refuses float16 only when it runs. */
async function webgpuHasHalf(): Promise<boolean> {
  const model = modelWriter("float16");
  model.input("x", "float32", [1]);
  model.output(
    "y",
    "float32",
    [1],
    model.node("Cast", [model.node("Cast", ["x"], { to: elementTypes.float16 })], { to: elementTypes.float32 }),
  );
  const extra = await flushDenormals();
  const options = { executionProviders: ["webgpu"], logSeverityLevel: 4, extra } as const; // what it prints is said better
  const session = await InferenceSession.create(model.finish().bytes, options).catch((cause) =>
    refuse("webgpu", cause),
  );
  try {
    await session.run({ x: new Tensor("float32", Float32Array.of(1), [1]) });
    return true;
  } catch {
    return false;
  } finally {
    await session.release();
  }
}

/** ONNX Runtime tells of a device that is not there only when it opens a program. */
function refuse(device: NodeDevice, cause: unknown): never {
  const text = String(cause);
  const missing = text.includes("WebGPU adapter") ? "no-adapter" : text.includes("shared library") ? "no-cuda" : null;
  if (missing === null || device === "cpu") throw cause;
  throw new GantryError("E402", { device, problem: missing, known: DEVICES }, { cause });
}

function sessionOptions(
  device: NodeDevice,
  threads: number,
  deviceOutputs: readonly string[],
  isLarge: boolean,
): InferenceSession.SessionOptions {
  const common: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    graphOptimizationLevel: "all",
    // what is given back to the system comes back page by page, which large values feel; small ones are faster without
    enableCpuMemArena: isLarge,
    enableMemPattern: false, // planned blocks stand beside the first run's: a third more memory, and no faster
    logSeverityLevel: 3,
  };
  if (device === "cpu") return { ...common, executionProviders: ["cpu"] };
  const location = Object.fromEntries(deviceOutputs.map((name) => [name, "gpu-buffer" as const]));
  const resident = device === "webgpu" ? { preferredOutputLocation: location } : {};
  return { ...common, executionProviders: [device, "cpu"], ...resident };
}
