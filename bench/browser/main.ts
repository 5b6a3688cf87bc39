/** @file What the benchmark calls in the page: `window.bench.compare(…)`. */
import { version_core } from "@tensorflow/tfjs-core";
import { type Workload, type WorkloadShape, workloadShape } from "gantry/bench";
import type { WebDevice } from "gantry/runtime/web";
import type { Contender, Losses, Part } from "./contender.ts";
import { openGantry } from "./gantry.ts";
import { alternate, type Round, type Rounds } from "./rounds.ts";
import { taskOf } from "./task.ts";
import { type TfBackend, useBackend } from "./tf-backend.ts";
import { giveWasmItsFilterGradient } from "./tf-filter-gradient.ts";
import { openTf } from "./tf-step.ts";

export interface Comparison {
  readonly workload: Workload;
  /** Numbers in place of the workload's own. */
  readonly changes?: Partial<WorkloadShape>;
  readonly part: Part;
  readonly device: WebDevice;
  readonly backend: TfBackend;
  /** Give TensorFlow.js's WebAssembly the gradient of kernels, which it lacks. */
  readonly filterGradient?: boolean;
}

export interface Compared {
  /** Threads that TensorFlow.js says it uses. */
  readonly tfThreads: number;
  /** Of the first steps, from the same weights and inputs. */
  readonly first: { readonly gantry: readonly Losses[]; readonly tf: readonly Losses[] };
  readonly rounds: readonly Round[];
}

const bench = {
  tfVersion: (): string => version_core,

  /** @param threads of both @param first steps whose losses are compared, before the rounds */
  compare: async (comparison: Comparison, threads: number, first: number, rounds: Rounds): Promise<Compared> => {
    const { workload, changes, part, device, backend, filterGradient } = comparison;
    const task = taskOf(workload, workloadShape(workload, changes));
    const tfThreads = await useBackend(backend, threads);
    if (filterGradient === true) giveWasmItsFilterGradient();
    const contenders = { gantry: await openGantry(task, part, device, threads), tf: openTf(task, part) };
    const losses = { gantry: await lossesOf(contenders.gantry, first), tf: await lossesOf(contenders.tf, first) };
    const measured = await alternate(contenders, rounds);
    await contenders.gantry.release();
    await contenders.tf.release();
    return { tfThreads, first: losses, rounds: measured };
  },
};

async function lossesOf(contender: Contender, steps: number): Promise<Losses[]> {
  const losses: Losses[] = [];
  for (let step = 0; step < steps; step += 1) losses.push(await contender.step());
  return losses;
}

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
