/**
 * @file ONNX Runtime in Node: `cpu` everywhere, `webgpu` where there is a GPU, `cuda` where its provider's libraries are.
 *
 * `session.run` blocks this thread while it computes; training therefore lives in a worker (see `training`).
 */
import { availableParallelism } from "node:os";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { GantryError } from "../base/error.ts";
import { type OrtPlatform, type OrtTensor, ortRuntime } from "./ort.ts";
import type { Runtime } from "./runtime.ts";

export type NodeDevice = "cpu" | "webgpu" | "cuda";

export interface NodeRuntimeOptions {
  readonly device?: NodeDevice;
  /** Of one operation; by default as many as the machine runs at once. */
  readonly threads?: number;
}

/** @throws E402 when `device` is none of those this build knows */
export function nodeRuntime({ device = "cpu", threads = availableParallelism() }: NodeRuntimeOptions = {}): Runtime {
  if (!["cpu", "webgpu", "cuda"].includes(device)) {
    throw new GantryError("E402", { device, problem: "it is unknown", instead: "Choose cpu, webgpu or cuda." });
  }
  return ortRuntime(nodePlatform(device, threads));
}

function nodePlatform(device: NodeDevice, threads: number): OrtPlatform {
  return {
    device,
    threads,
    tensor: (type, data, shape) => new Tensor(type, data as Float32Array, shape) as unknown as OrtTensor,
    openSession: async (model, deviceOutputs) => {
      const session = await InferenceSession.create(model, sessionOptions(device, threads, deviceOutputs));
      return {
        run: async (feeds) => (await session.run(feeds as never)) as unknown as Record<string, OrtTensor>,
        release: () => session.release(),
      };
    },
  };
}

function sessionOptions(
  device: NodeDevice,
  threads: number,
  deviceOutputs: readonly string[],
): InferenceSession.SessionOptions {
  const common: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    extra: { session: { set_denormal_as_zero: "1" } },
  };
  if (device === "cpu") return { ...common, executionProviders: ["cpu"] };
  const location = Object.fromEntries(deviceOutputs.map((name) => [name, "gpu-buffer" as const]));
  const resident = device === "webgpu" ? { preferredOutputLocation: location } : {};
  return { ...common, executionProviders: [device, "cpu"], ...resident };
}
