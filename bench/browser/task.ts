/**
 * @file A workload as both sides need it: the first weights, and what each step is fed. Gantry draws both from the
 * seed; TensorFlow.js is given the very same numbers by the same code, so that the losses must agree and feeding
 * costs both the same.
 */
import { type Workload, type WorkloadShape, workloadGame } from "gantry/bench";
import { createBatches } from "gantry/data";
import type { Game } from "gantry/game";
import { declareGame, fusedStep, type GameLayout, initialState } from "gantry/steps";
import { namedTensors } from "gantry/training";
import { noiseImages } from "../../src/bench/data.ts";
import { controlValues, initialControls } from "../../src/training/controls.ts";
import { feedsFor, keptArrays } from "../../src/training/feeds.ts";

/** Of a workload's weights, noise and data, on both sides. */
const SEED = 0;

/** As `openStepper` has it. */
const IMAGES = 2048;

/** One parameter: PyTorch's shape, and its first values. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What a step is fed, by the program's names: `D.0.x`, `D.0.z`, … */
export type Fed = Readonly<Record<string, Float32Array>>;

export interface Task {
  readonly workload: Workload;
  readonly shape: WorkloadShape;
  readonly seed: number;
  readonly game: Game;
  readonly layout: GameLayout;
  /** A player's parameters by name. */
  readonly weights: (player: "G" | "D") => ReadonlyMap<string, Weight>;
  /** The next step's arrays, which the one after overwrites. @returns a function that counts from step 0 */
  readonly feeder: () => () => Fed;
  readonly learningRate: number;
}

export function taskOf(workload: Workload, shape: WorkloadShape): Task {
  const game = workloadGame(workload, shape);
  const layout = declareGame(game);
  return {
    workload,
    shape,
    seed: SEED,
    game,
    layout,
    weights: (player) => weightsOf(layout, player),
    feeder: () => feederOf(game, layout, shape),
    learningRate: controlValues(game, initialControls(game), 0)["lr.G"] as number,
  };
}

function weightsOf(layout: GameLayout, player: "G" | "D"): ReadonlyMap<string, Weight> {
  const prefix = `${player}.parameters.`;
  const all = namedTensors(layout, initialState(layout, SEED)).filter(({ name }) => name.startsWith(prefix));
  return new Map(
    all.map(({ name, shape, data }) => [name.slice(prefix.length), { shape, values: data as Float32Array }]),
  );
}

function feederOf(game: Game, layout: GameLayout, { size, channels, batch }: WorkloadShape): () => Fed {
  const { inputs } = fusedStep(game, layout);
  const dataset = noiseImages([channels, size, size], Math.max(IMAGES, batch), SEED);
  const batches = createBatches({ dataset, batch, seed: SEED });
  const arrays = keptArrays();
  let [step, position] = [0, 0];
  return () => {
    const fed = feedsFor(inputs, batches, { seed: SEED, step, position }, arrays);
    step += 1;
    position = fed.position;
    return Object.fromEntries(Object.entries(fed.tensors).map(([name, { data }]) => [name, data as Float32Array]));
  };
}
