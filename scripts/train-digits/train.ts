/** @file The digits network's training: every number of it follows from the data and the seed, on a given processor. */
import type { NamedTensor } from "../../src/base/safetensors.ts";
import { createBatches } from "../../src/data/batches.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import type { Runtime } from "../../src/runtime/runtime.ts";
import { declareGame } from "../../src/steps/declare.ts";
import { initialState } from "../../src/steps/layout.ts";
import { fusedStep } from "../../src/steps/step.ts";
import { createFeeder } from "../../src/training/feeder.ts";
import { advance, type Engine } from "../../src/training/machine.ts";
import { firstProgress } from "../../src/training/progress.ts";
import { namedTensors } from "../../src/training/snapshot.ts";
import { digitsGame } from "./digits-game.ts";
import { movedDigits } from "./moved-digits.ts";

export interface DigitsTraining {
  readonly digits: Dataset;
  readonly runtime: Runtime;
  readonly seed: number;
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly onStep?: (step: number, loss: number) => void;
}

const AVERAGE = "C.average.parameters.";

/** @returns the averaged parameters by the network's own names */
export async function trainDigits(options: DigitsTraining): Promise<readonly NamedTensor[]> {
  const { digits, runtime, seed, batch, steps, learningRate, onStep } = options;
  const game = digitsGame({ batch, steps, learningRate });
  const layout = declareGame(game);
  const step = fusedStep(game, layout);
  const session = await runtime.open(step.program);
  const state = runtime.state(initialState(layout, seed));
  const times = Math.ceil((steps * batch) / digits.count);
  const batches = createBatches({ dataset: movedDigits(digits, times, seed), batch, seed });
  const engine: Engine = { game, step, session, state, feeder: createFeeder(step.inputs, batches, seed) };
  let progress = firstProgress(game);
  while (progress.step < steps) {
    const taken = await advance(engine, progress);
    for (const one of taken) onStep?.(one.progress.step, one.watched.lossC ?? Number.NaN);
    progress = taken.at(-1)?.progress ?? progress;
  }
  const tensors = namedTensors(layout, await state.read());
  state.release();
  await session.release();
  return tensors
    .filter(({ name }) => name.startsWith(AVERAGE))
    .map((tensor) => ({ ...tensor, name: tensor.name.slice(AVERAGE.length) }));
}
