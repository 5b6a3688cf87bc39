/**
 * @file Small games for tests of `steps` and `training`, and a way to play them: programs over one state, fed from
 * counters as training feeds them.
 */
import type { Tensor } from "../src/base/tensor.ts";
import { type Batches, createBatches } from "../src/data/batches.ts";
import type { Dataset } from "../src/data/dataset.ts";
import { embeddedDataset } from "../src/data/embedded.ts";
import type { Game } from "../src/game/game.ts";
import type { DataShape, Recipe, Settings } from "../src/game/recipe.ts";
import { type TwoPlayerOptions, twoPlayerGame } from "../src/game/two-player.ts";
import { mlp } from "../src/models/mlp.ts";
import { adam } from "../src/optim/adam.ts";
import { sgd } from "../src/optim/sgd.ts";
import type { Runtime } from "../src/runtime/runtime.ts";
import { declareGame } from "../src/steps/declare.ts";
import { type GameLayout, initialState } from "../src/steps/layout.ts";
import type { StepProgram } from "../src/steps/step.ts";
import { controlTensors, controlValues, initialControls } from "../src/training/controls.ts";
import { feedsFor } from "../src/training/feeds.ts";

export const ring8: Dataset = embeddedDataset("ring8", { count: 500 });

/** Two small perceptrons on points; smooth (tanh), so finite differences hold everywhere. */
export function tinyGan(options: Partial<TwoPlayerOptions> = {}): Game {
  return twoPlayerGame({
    generator: {
      network: mlp({ hidden: [6], out: 2, activation: "tanh" }),
      optimiser: adam({ learningRate: 1e-2, beta1: 0.5 }),
      ema: 0.9,
    },
    discriminator: {
      network: mlp({ hidden: [5], out: 1, activation: "tanh" }),
      optimiser: sgd({ learningRate: 0.1 }),
    },
    dataShape: [8, 2],
    z: { kind: "normal", shape: [8, 3] },
    loss: "ns",
    lossSwitch: 0,
    penalty: "none",
    penaltyWeight: 1,
    discriminatorSteps: 1,
    reuseFakes: false,
    ...options,
  });
}

/** A recipe's game with some settings changed. */
export function recipeGame(recipe: Recipe, data: DataShape, changed: Settings = {}): Game {
  const defaults = Object.entries(recipe.settings).map(([key, setting]) => [key, setting.default] as const);
  return recipe.game({ ...Object.fromEntries(defaults), ...recipe.defaultsFor?.(data), ...changed }, data);
}

/** Everything a step is fed at `step`: noise, data from `position`, controls on schedule. */
export function feedsAt(
  { inputs, controls }: StepProgram,
  game: Game,
  batches: Batches,
  { seed = 7, step = 0, position = 0 }: { readonly seed?: number; readonly step?: number; readonly position?: number },
): { readonly tensors: Record<string, Tensor>; readonly position: number } {
  const fed = feedsFor(inputs, batches, { seed, step, position });
  const values = controlValues(game, initialControls(game), step);
  return { tensors: { ...fed.tensors, ...controlTensors(controls, values) }, position: fed.position };
}

export interface Played {
  readonly state: Readonly<Record<string, Tensor>>;
  readonly watched: Readonly<Record<string, number>>;
  readonly layout: GameLayout;
}

/** Plays programs one after the other on one state, all at step 0, and gives the state and the last watched numbers. */
export async function play(
  runtime: Runtime,
  game: Game,
  programs: (layout: GameLayout) => readonly StepProgram[],
  dataset: Dataset = ring8,
): Promise<Played> {
  const layout = declareGame(game);
  const data = Object.values(game.inputs).find(({ kind }) => kind === "data");
  const batches = createBatches({ dataset, batch: data?.shape[0] ?? 1, seed: 7 });
  const state = runtime.state(initialState(layout, 7));
  let watched: Record<string, number> = {};
  let position = 0;
  for (const step of programs(layout)) {
    const session = await runtime.open(step.program);
    const fed = feedsAt(step, game, batches, { position });
    const { watch } = await session.run(state, fed.tensors);
    position = fed.position;
    step.watch.forEach((name, i) => {
      watched = { ...watched, [name]: (watch as Tensor).data[i] as number };
    });
    await session.release();
  }
  const read = await state.read();
  state.release();
  return { state: read, watched, layout };
}
