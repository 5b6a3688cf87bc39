/** @file Gantry's side: a whole step as training runs it, or the forward part of D's phase alone. */
import { openStepper } from "gantry/bench";
import type { Node } from "gantry/graph";
import type { Runtime, WebDevice } from "gantry/runtime/web";
import { webRuntime } from "gantry/runtime/web";
import { initialState, phaseStep } from "gantry/steps";
import webgpuLoader from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import webgpuBinary from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import wasmLoader from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import wasmBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { floatTensor, type Tensor } from "../../src/base/tensor.ts";
import type { Phase } from "../../src/game/game.ts";
import type { Contender, Part } from "./contender.ts";
import type { Task } from "./task.ts";

const absolute = (path: string): string => new URL(path, location.href).href;
const paths = {
  wasm: { mjs: absolute(wasmLoader), wasm: absolute(wasmBinary) },
  webgpu: { mjs: absolute(webgpuLoader), wasm: absolute(webgpuBinary) },
};

export async function openGantry(task: Task, part: Part, device: WebDevice, threads: number): Promise<Contender> {
  const runtime = await webRuntime({ device, threads, wasmPaths: paths[device] });
  if (device === "wasm" && runtime.threads !== threads) throw new Error(`${runtime.threads} threads, not ${threads}`);
  return part === "step" ? openStepper(runtime, task.workload, task.shape, task.seed) : openForward(runtime, task);
}

/** D's phase without its gradients and updates: what is left of it computes G(z), D(x), D(G(z)) and the loss. */
async function openForward(runtime: Runtime, task: Task): Promise<Contender> {
  const { game, layout, seed } = task;
  const { program, inputs, watch } = phaseStep(game, layout, game.phases[0] as Phase);
  const lossD = program.outputs.watch?.inputs[watch.indexOf("lossD")] as Node;
  const session = await runtime.open({ name: "forward", outputs: { lossD }, updates: {} });
  const state = runtime.state(initialState(layout, seed));
  const next = task.feeder();
  return {
    step: async () => {
      const fed = next();
      const tensors = inputs.map(({ name, source }) => [
        name,
        floatTensor(source.shape, fed[name] as Float32Array) as Tensor,
      ]);
      const outputs = await session.run(state, Object.fromEntries(tensors));
      return { lossD: outputs.lossD?.data[0] as number };
    },
    release: async () => {
      state.release();
      await session.release();
    },
  };
}
