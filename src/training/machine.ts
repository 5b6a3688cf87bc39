/** @file What a run computes with: the compiled step, the state it works on, the sampler, the batches. */
import type { Tensor } from "../base/tensor.ts";
import { createBatches } from "../data/batches.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Game } from "../game/game.ts";
import type { LoweringOptions } from "../onnx/lowering-options.ts";
import type { DeviceState, Runtime, Session } from "../runtime/runtime.ts";
import type { GameLayout } from "../steps/layout.ts";
import { fusedStep, type StepProgram, watchWidth } from "../steps/step.ts";
import type { Checkpoint } from "../store/run-store.ts";
import { controlValues, nextControls, stackedControls } from "./controls.ts";
import { createExtras, type Extras } from "./extras.ts";
import { createFeeder, type Feeder } from "./feeder.ts";
import { firstState, type Inherited } from "./inherit.ts";
import { type FixedSampler, fixedSampler, GRID_COUNT } from "./picture.ts";
import type { Progress } from "./progress.ts";
import { stateFromNamed } from "./snapshot.ts";

export interface MachineOptions {
  readonly game: Game;
  readonly layout: GameLayout;
  readonly runtime: Runtime;
  readonly dataset: Dataset;
  readonly seed: number;
  readonly flip: boolean;
  /** How the step is compiled: as the runtime does by default, unless told otherwise. */
  readonly lowering?: LoweringOptions;
  /** Whose samples are drawn to be looked at, where G is averaged; by default the average's alone. */
  readonly sampleWeights?: "both" | "average";
  /** What the first state takes from another run's; absent: nothing. */
  readonly inherited?: Inherited;
}

/** What steps. */
export interface Engine {
  readonly game: Game;
  readonly step: StepProgram;
  readonly session: Session;
  readonly feeder: Feeder;
  readonly state: DeviceState;
  /** What certain steps do more than others; absent where none does. */
  readonly extras?: Extras;
}

export interface Machine extends MachineOptions, Engine {
  readonly sampler: FixedSampler;
  readonly release: () => Promise<void>;
}

/** Compiles. @param checkpoint where the state continues; null begins from the seed */
export async function openMachine(options: MachineOptions, checkpoint: Checkpoint | null): Promise<Machine> {
  const { game, layout, runtime, dataset, seed, flip, lowering, inherited, sampleWeights } = options;
  const first = checkpoint === null ? firstState(layout, seed, inherited) : restored(layout, checkpoint);
  const step = fusedStep(game, layout);
  const batches = createBatches({ dataset, batch: batchOf(game), seed, flip });
  const session = await runtime.open(step.program, lowering);
  const count = GRID_COUNT[game.sampler.output];
  const sampler = await fixedSampler(runtime, game, layout, {
    seed,
    count,
    data: dataset,
    both: sampleWeights === "both",
  });
  const state = runtime.state(first);
  const extras = createExtras(options, batches, state);
  const release = async (): Promise<void> => {
    state.release();
    await session.release();
    await extras?.release();
    await sampler.release();
  };
  const feeder = createFeeder(step.inputs, batches, seed);
  return { ...options, step, session, sampler, feeder, state, ...(extras !== null && { extras }), release };
}

/** The tensors of a checkpoint as state. */
export const restored = (layout: GameLayout, checkpoint: Checkpoint): Record<string, Tensor> =>
  stateFromNamed(layout, checkpoint.tensors, checkpoint.path);

/** How many items one draw of the data takes; 1 for a game that draws none. */
export function batchOf(game: Game): number {
  const data = Object.values(game.inputs).find(({ kind }) => kind === "data");
  return data?.shape[0] ?? 1;
}

export interface Advance {
  readonly progress: Progress;
  readonly watched: Readonly<Record<string, number>>;
  /** Watched tensors, flat; they share memory with those of the call's other steps. */
  readonly tensors: Readonly<Record<string, Float32Array>>;
  /**
   * Whether every watched number is, and every control that follows from them; where one is not, the state is spoilt.
   */
  readonly finite: boolean;
}

/**
 * Some steps, in one call; what the first one has of extras, before it.
 *
 * @param count more than one only where `canStretch`, and where no step but the first has extras
 * @returns the outcome of each; the engine's state is that of the last
 */
export async function advance(engine: Engine, progress: Progress, count = 1): Promise<Advance[]> {
  const { game, step, feeder, session, state } = engine;
  const rows = Array.from({ length: count }, (_, i) => controlValues(game, progress.controls, progress.step + i));
  const controls = stackedControls(step.controls, rows);
  const before = (await engine.extras?.run(progress, rows[0] as (typeof rows)[number])) ?? {
    position: progress.position,
    finite: true,
  };
  const { result, positions } = await feeder.run({ ...progress, position: before.position }, count, (feeds) =>
    session.repeat(state, { ...feeds, ...controls }, count),
  );
  const { data } = result.watch as Tensor<"float32">;
  const width = watchWidth(step);
  let now = progress;
  return positions.map((position, i) => {
    const one = outcome(engine, now, position, data.subarray(i * width, (i + 1) * width));
    now = one.progress;
    return before.finite ? one : { ...one, finite: false };
  });
}

function outcome({ game, step }: Engine, before: Progress, position: number, values: Float32Array): Advance {
  const watched = Object.fromEntries(step.watch.map((name, i) => [name, values[i] as number]));
  const moved = nextControls(game, before.controls, watched);
  return {
    watched,
    tensors: watchedTensors(step, values),
    finite: values.every(Number.isFinite) && Object.values(moved.values).every(Number.isFinite),
    progress: { ...before, step: before.step + 1, position, controls: moved },
  };
}

/** The tensors that follow the scalars; views. */
function watchedTensors({ watch, watchTensors }: StepProgram, values: Float32Array): Record<string, Float32Array> {
  let offset = watch.length;
  const tensors: Record<string, Float32Array> = {};
  for (const { name, size } of watchTensors) {
    tensors[name] = values.subarray(offset, offset + size);
    offset += size;
  }
  return tensors;
}

/** Whether several steps can be one call: not where a control follows from what the step before it watched. */
export const canStretch = ({ game }: Engine): boolean =>
  Object.values(game.controls ?? {}).every((control) => typeof control === "function");
