/**
 * @file A workload made ready to step: the fused program with its state, fed as training feeds it (noise drawn from
 * counters for every step, the next items of the data, learning rates as controls).
 */
import type { Tensor } from "../base/tensor.ts";
import { type Batches, createBatches } from "../data/batches.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { fusedStep } from "../steps/step.ts";
import { controlTensors, controlValues } from "../training/controls.ts";
import { createFeeder } from "../training/feeder.ts";
import { feedsFor, keptArrays } from "../training/feeds.ts";
import { type Advance, advance, type Engine } from "../training/machine.ts";
import { firstProgress, type Progress } from "../training/progress.ts";
import { paceAfter, stretchLimit } from "../training/stretch.ts";
import { noiseImages } from "./data.ts";
import { type HostTimes, noTimes } from "./profile.ts";
import { type Workload, type WorkloadShape, workloadGame } from "./workloads.ts";

export interface Stepper {
  /** Of the compiled step. */
  readonly nodes: number;
  /** From the game to programs that run: the one for several steps a call is compiled when that is first done. */
  readonly compileMs: number;
  /** Runs one step. @param times the host's times are added to these @returns what it watched, by name */
  readonly step: (times?: HostTimes) => Promise<Record<string, number>>;
  /** Runs as many steps in one call as training would. @returns how many */
  readonly stretch: (most: number) => Promise<number>;
  readonly release: () => Promise<void>;
}

/** How many images the data holds: enough that batches differ, and of large ones no more than 32 MB. */
const IMAGES = 2048;
const PIXELS = 2 ** 25;

/** Compiles a workload on a runtime. @param seed of weights, noise and data */
export async function openStepper(
  runtime: Runtime,
  workload: Workload,
  shape: WorkloadShape,
  seed = 0,
): Promise<Stepper> {
  const start = performance.now();
  const game = workloadGame(workload, shape);
  const layout = declareGame(game);
  const step = fusedStep(game, layout);
  const session = await runtime.open(step.program);
  const [opening, compiled] = [performance.now() - start, session.compileMs];
  const batches = batchesFor(shape, seed);
  const state = runtime.state(initialState(layout, seed));
  const engine: Engine = { game, step, session, state, feeder: createFeeder(step.inputs, batches, seed) };
  return {
    nodes: session.nodes,
    get compileMs() {
      return opening + session.compileMs - compiled;
    },
    ...stepping(engine, batches, seed),
    release: async () => {
      state.release();
      await session.release();
    },
  };
}

function batchesFor({ batch, channels, size }: WorkloadShape, seed: number): Batches {
  const images = Math.min(IMAGES, Math.floor(PIXELS / (channels * size * size)));
  const dataset = noiseImages([channels, size, size], Math.max(images, batch), seed);
  return createBatches({ dataset, batch, seed });
}

/** Both ways to go on, from where either came to. */
function stepping(engine: Engine, batches: Batches, seed: number): Pick<Stepper, "step" | "stretch"> {
  const { inputs } = engine.step;
  const arrays = keptArrays();
  let progress = firstProgress(engine.game);
  let pace: number | null = null;
  return {
    stretch: async (most) => {
      const start = performance.now();
      const taken = await advance(engine, progress, Math.min(most, stretchLimit(pace, inputs)));
      pace = paceAfter(pace, (performance.now() - start) / taken.length);
      progress = (taken.at(-1) as Advance).progress;
      return taken.length;
    },
    step: async (times = noTimes()) => {
      const fed = (): Fed => feedsFor(inputs, batches, { seed, ...progress }, arrays);
      const { watched, position } = await timedStep(engine, progress, fed, times);
      progress = { ...progress, step: progress.step + 1, position };
      return watched;
    },
  };
}

type Fed = ReturnType<typeof feedsFor>;

/** One step, of which the host's times are added to `times`. @returns also where the data go on */
async function timedStep(
  { game, step, session, state }: Engine,
  { controls, step: at }: Progress,
  draw: () => Fed,
  times: HostTimes,
): Promise<{ readonly watched: Record<string, number>; readonly position: number }> {
  const started = performance.now();
  const fed = draw();
  const set = controlTensors(step.controls, controlValues(game, controls, at));
  const ready = performance.now();
  const outputs = await session.run(state, { ...fed.tensors, ...set });
  const ran = performance.now();
  const values = (outputs.watch as Tensor<"float32">).data;
  const watched = Object.fromEntries(step.watch.map((name, i) => [name, values[i] as number]));
  times.steps += 1;
  times.data += ready - started;
  times.run += ran - ready;
  times.whole += performance.now() - started;
  return { watched, position: fed.position };
}
