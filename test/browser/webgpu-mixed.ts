/**
 * @file What a child process of the test does on a graphics card with float16: one step of some games in mixed
 * precision, there and in the interpreter. Prints what both watched as one line of JSON, or the code of the error.
 */
import { isGantryError } from "../../src/base/error.ts";
import { createBatches } from "../../src/data/batches.ts";
import type { Dataset } from "../../src/data/dataset.ts";
import { embeddedDataset } from "../../src/data/embedded.ts";
import type { Game } from "../../src/game/game.ts";
import { withLossScaling } from "../../src/game/loss-scaling.ts";
import { dcgan } from "../../src/recipes/dcgan.ts";
import { nodeRuntime } from "../../src/runtime/ort.node.ts";
import { referenceRuntime } from "../../src/runtime/reference-runtime.ts";
import type { Runtime } from "../../src/runtime/runtime.ts";
import { declareGame } from "../../src/steps/declare.ts";
import { initialState } from "../../src/steps/layout.ts";
import { fusedStep } from "../../src/steps/step.ts";
import { feedsAt, recipeGame, ring8, tinyGan } from "../play.ts";

type Watched = Readonly<Record<string, number>>;

async function watched(runtime: Runtime, given: Game, dataset: Dataset, scale: number): Promise<Watched> {
  const game = withLossScaling(given);
  const layout = declareGame(game);
  const step = fusedStep(game, layout);
  const batches = createBatches({ dataset, batch: 8, seed: 7 });
  const session = await runtime.open(step.program, { precision: "mixed" });
  const scales = Object.keys(game.players).map((name) => [
    `${name}/optimiser/lossScale`,
    { dtype: "float32" as const, shape: [], data: Float32Array.of(scale) },
  ]);
  const state = runtime.state({ ...initialState(layout, 7), ...Object.fromEntries(scales) });
  const { watch } = await session.run(state, feedsAt(step, game, batches, {}).tensors);
  return Object.fromEntries(step.watch.map((name, i) => [name, watch?.data[i] as number]));
}

const images = { kind: "images", size: 16, channels: 1, classes: 10 } as const;
const digits = embeddedDataset("strokes", { count: 40, size: 16 });
const games: readonly (readonly [string, Game, Dataset, number])[] = [
  ["the classic game", tinyGan(), ring8, 256],
  ["a gradient penalty", tinyGan({ loss: "wasserstein", penalty: "gp", penaltyWeight: 10 }), ring8, 256],
  ["dcgan", recipeGame(dcgan, images, { batch: 8, width: 8, "z.size": 8 }), digits, 256],
  [
    "dcgan, its slopes too large at this scale",
    recipeGame(dcgan, images, { batch: 8, width: 8, "z.size": 8 }),
    digits,
    2 ** 23,
  ],
];

async function found(): Promise<Record<string, { readonly card: Watched; readonly interpreter: Watched }>> {
  const card = nodeRuntime({ device: "webgpu" });
  const all: Record<string, { card: Watched; interpreter: Watched }> = {};
  for (const [name, game, dataset, scale] of games) {
    all[name] = {
      card: await watched(card, game, dataset, scale),
      interpreter: await watched(referenceRuntime(), game, dataset, scale),
    };
  }
  return all;
}

const result = await found().catch((error: unknown) => (isGantryError(error) ? error.code : Promise.reject(error)));
process.stdout.write(`${JSON.stringify(result)}\n`);

export type Mixed = Awaited<ReturnType<typeof found>>;
