/**
 * @file Training in a page: a run as an async iterator of events, kept in memory, with ways to steer it, to draw
 * samples and to take the generator away. `trainInPage` computes on the thread that calls it; see
 * `train-in-worker.web.ts`.
 */
import { GantryError } from "../base/error.ts";
import type { Tensor } from "../base/tensor.ts";
import { autoNetwork } from "../evaluation/auto-network.ts";
import type { Recipe } from "../game/recipe.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { ControlRequest } from "../store/control.ts";
import { type MemoryRun, memoryRun } from "../store/memory.ts";
import type { Checkpoint } from "../store/run-store.ts";
import type { StopSignal } from "./course.ts";
import { drawingOf } from "./drawing.ts";
import { plannedEvaluation } from "./evaluation-plan.ts";
import type { TrainEvent } from "./events.ts";
import { generatorModel } from "./generator.ts";
import { leavable } from "./leavable.ts";
import { trainLoop } from "./loop.ts";
import { GRID_COUNT } from "./picture.ts";
import type { Plan } from "./plan.ts";
import { type PageData, planInPage } from "./plan.web.ts";
import { recordOf } from "./record.ts";
import { rowsAsked } from "./sampler-inputs.ts";
import { drawSamples } from "./sampling.ts";
import { stateFromNamed } from "./snapshot.ts";
import { FRAME } from "./stretch.ts";

/** Beside these, any value of the configuration by key: `steps`, `seed`, `"lr.g"` or `lr: { g }`. */
export interface PageTrainOptions {
  readonly data: PageData;
  /** A name, or a recipe of your own; by default the one for this kind of data. */
  readonly recipe?: string | Recipe;
  /** From `webRuntime`. */
  readonly runtime: Runtime;
  /** Aborting it finishes the step, saves, and ends the iteration with the status `interrupted`. */
  readonly signal?: AbortSignal;
  readonly [key: string]: unknown;
}

/** Whose generator is asked for. */
export interface CheckpointOptions {
  /** Of the checkpoint that an event told of; by default the newest. The last `keep` are there, and the best. */
  readonly step?: number;
}

export interface SampleOptions extends CheckpointOptions {
  /** Which latents; 0 by default. The first k of n samples of a seed are those of k. */
  readonly seed?: number;
  /** A class, for a conditional generator; by default they go round. */
  readonly label?: number;
  /** Of a conditional generator that is told them, by name and in the data's units; those not named at the data's mean. */
  readonly attributes?: Readonly<Record<string, number>>;
}

export interface ExportOptions extends CheckpointOptions {
  /** Pixels as RGB bytes. */
  readonly uint8?: boolean;
}

/**
 * A run in the making. Iterate it once; leaving the iteration early saves and ends it. Samples and exports come from
 * checkpoints: of step 0, every `saveEvery` steps, the last step, and whenever a `save` was requested.
 */
export interface Training extends AsyncIterable<TrainEvent> {
  /**
   * Puts values in place of controls' schedules: `{ "lr.G": 1e-4 }`. An alert W503 tells of a control there is none of,
   * and of a value that it may not have.
   */
  readonly set: (values: Readonly<Record<string, number>>) => Promise<void>;
  /** Pause, resume, stop, save, or one `set`, when the call that runs has ended: some steps, a fifth of a second at most. */
  readonly request: (request: ControlRequest) => Promise<void>;
  /** @returns `[N, C, H, W]` in [−1, 1], or `[N, D]` @throws E404 before the first checkpoint, E514 where a step is named that is not kept */
  readonly sample: (count: number, options?: SampleOptions) => Promise<Tensor<"float32">>;
  /** The generator as ONNX. @throws E404 before the first checkpoint, E514 where a step is named that is not kept */
  readonly exportOnnx: (options?: ExportOptions) => Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Trains on this thread. It lets events in every frame or so, or after each step where one takes longer; a page stays
 * smoother with `trainInWorker`.
 *
 * @throws E10x configuration, E112, E300 data, E403 a field that means nothing in a page; E490 from the iteration
 * @example
 * const runtime = await webRuntime({ device: "wasm" });
 * for await (const event of trainInPage({ data: "ring8", steps: 1000, runtime })) show(event);
 */
export function trainInPage(options: PageTrainOptions): Training {
  return trainWith(options, [], FRAME);
}

/**
 * @param known recipes that may be named beside the built-in ones
 * @param longestCall milliseconds for which training may keep this thread; a fifth of a second by default
 */
export function trainWith(options: PageTrainOptions, known: readonly Recipe[], longestCall?: number): Training {
  const { data, recipe, runtime, signal, ...values } = options;
  const plan = planInPage({ data, recipe, values, known });
  const { device, threads } = runtime;
  const store = memoryRun({
    record: recordOf(plan, { device, threads, versions: {} }),
    keep: { last: plan.config.values.keep, every: 0 },
  });
  const events = iterate(plan, store, runtime, { signal, longestCall });
  const kept = async (what: string, step?: number): Promise<Checkpoint> => {
    const checkpoint = await store.readCheckpoint(step);
    if (checkpoint === null) throw new GantryError("E404", { what });
    return checkpoint;
  };
  return {
    [Symbol.asyncIterator]: () => events,
    request: (request) => store.request(request),
    set: async (wanted) => {
      for (const [key, value] of Object.entries(wanted)) await store.request({ type: "set", key, value });
    },
    sample: async (count, { seed = 0, step, ...asked } = {}) => {
      const state = stateOf(plan, await kept("sample", step));
      return drawSamples(runtime, plan, state, { count, seed, ...asked });
    },
    exportOnnx: async ({ uint8 = false, step } = {}) => {
      const checkpoint = await kept("exportOnnx", step);
      const { recipe, dataset } = plan;
      const named = { recipe: recipe.name, dataName: dataset.name, classes: dataset.classes };
      const facts = { ...named, step: checkpoint.step, uint8 };
      return generatorModel(plan.game, plan.layout, stateOf(plan, checkpoint), facts);
    },
  };
}

const stateOf = ({ layout }: Plan, { tensors, path }: Checkpoint): Record<string, Tensor> =>
  stateFromNamed(layout, tensors, path);

function iterate(
  plan: Plan,
  store: MemoryRun,
  runtime: Runtime,
  { signal, longestCall }: { readonly signal: AbortSignal | undefined; readonly longestCall: number | undefined },
): AsyncGenerator<TrainEvent> {
  const { config, dataset, game, layout } = plan;
  const { seed, flip, steps, minutes, sampleEvery, saveEvery, onNan, onCollapse, precision } = config.values;
  const begin = (stop: StopSignal): AsyncGenerator<TrainEvent> =>
    trainLoop({
      ...{ game, layout, dataset, store, runtime, seed, flip, steps, minutes, sampleEvery, saveEvery, stop },
      ...{ onNan, onCollapse },
      ...plannedEvaluation(plan, { runtime, openNetwork: () => autoNetwork(dataset.shape, runtime) }),
      ...(longestCall === undefined ? {} : { longestCall }),
      lowering: { precision },
      checkpoint: null,
      draw: drawingOf(dataset, seed, rowsAsked(game, GRID_COUNT.image, dataset.classes)),
      encode: null,
      onCheckpoint: async () => {},
    });
  return leavable(begin, signal);
}
