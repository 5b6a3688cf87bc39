/**
 * @file One iteration of every recipe from one state, on the CPU in float32 and in the float64 interpreter: every
 * parameter after it, in every lowering that its convolutions can have.
 *
 * A number agrees to 1e-4 of itself and of the largest of its tensor.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { feedsAt, recipeGame, ring8 } from "../../test/play.ts";
import type { Tensor } from "../base/tensor.ts";
import { noiseImages } from "../bench/data.ts";
import { attributesOf } from "../data/attributes.ts";
import { createBatches } from "../data/batches.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Recipe, Settings } from "../game/recipe.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { type Program, resultsOf } from "../graph/program.ts";
import {
  acgan,
  began,
  cgan,
  dcgan,
  gan,
  gan2014,
  infogan,
  r3gan,
  recipes,
  sgan,
  sngan,
  unrolled,
  wgan,
  wganGp,
} from "../recipes/index.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { declareGame } from "../steps/declare.ts";
import { initialState } from "../steps/layout.ts";
import { fusedStep } from "../steps/step.ts";
import { dataShapeOf } from "../training/plan.ts";
import type { ConvolutionChoices } from "./convolution-choices.ts";
import { convolutionGroups } from "./convolution-groups.ts";
import { CONVOLUTION_LOWERINGS, canLower } from "./convolution-lowerings.ts";

type State = Readonly<Record<string, Tensor>>;

const images = (size: number): Dataset => noiseImages([1, size, size], 16, 3);

/** The same images in three classes. */
const named = (dataset: Dataset): Dataset => ({
  ...dataset,
  classes: ["a", "b", "c"],
  labels: Int32Array.from({ length: dataset.count }, (_, i) => i % 3),
});

/** The same images with two numbers known of each. */
const measured = (dataset: Dataset): Dataset => ({
  ...dataset,
  attributes: attributesOf(
    ["age", "smiling"],
    Array.from({ length: dataset.count }, (_, i) => [10 + ((7 * i) % dataset.count), i % 2]).flat(),
  ),
});

const small = { width: 6, "z.size": 3 } as const;

type Played = readonly [name: string, recipe: Recipe, dataset: Dataset, changed: Settings & { readonly batch: number }];

const games: readonly Played[] = [
  ["gan on points", gan, ring8, { width: 6, batch: 8, "z.size": 3 }],
  ["gan on images", gan, images(8), { width: 6, batch: 8, "z.size": 3 }],
  ["gan with a penalty", gan, ring8, { width: 6, batch: 8, "z.size": 3, loss: "wasserstein", penalty: "gp" }],
  ["gan-2014", gan2014, images(8), { width: 12, batch: 8, "z.size": 3 }],
  ["dcgan with kernels of 3", dcgan, images(16), { kernel: 3, width: 4, batch: 2, "z.size": 5 }],
  ["dcgan with kernels of 4", dcgan, images(16), { kernel: 4, width: 4, batch: 2, "z.size": 5 }],
  ["dcgan with kernels of 5", dcgan, images(16), { kernel: 5, width: 4, batch: 2, "z.size": 5 }],
  ["began", began, images(16), { width: 2, batch: 2, "z.size": 3 }],
  ["acgan", acgan, named(images(16)), { width: 4, batch: 2, "z.size": 5 }],
  ["infogan", infogan, images(16), { width: 4, batch: 2, "z.size": 5, "code.classes": 3 }],
  ["gan in packs, told labels", gan, named(images(8)), { width: 6, batch: 8, "z.size": 3, pack: 2, conditional: true }],
  [
    "gan with minibatch discrimination",
    gan,
    ring8,
    { width: 6, batch: 8, "z.size": 3, "d.minibatch": "discrimination" },
  ],
  [
    "dcgan augmented",
    dcgan,
    images(16),
    { width: 4, batch: 2, "z.size": 5, augment: "diffaugment", "d.minibatch": "stddev" },
  ],
  ["cgan", cgan, named(images(16)), { width: 4, batch: 2, "z.size": 5, condition: "embedding" }],
  ["cgan of 2014", cgan, named(images(8)), { net: "paper", width: 12, batch: 4, "z.size": 5 }],
  ["cgan with projection", cgan, named(images(16)), { width: 4, batch: 2, "z.size": 5, condition: "projection" }],
  ["gan in packs, told both", gan, measured(named(images(8))), { ...small, batch: 8, pack: 2, conditional: true }],
  ["cgan of attributes", cgan, measured(images(16)), { width: 4, batch: 2, "z.size": 5 }],
  [
    "cgan of attributes, embedded",
    cgan,
    measured(images(16)),
    { width: 4, batch: 2, "z.size": 5, condition: "embedding" },
  ],
  [
    "sngan of attributes, projected",
    sngan,
    measured(images(16)),
    { width: 4, batch: 2, "z.size": 5, conditional: true, condition: "projection" },
  ],
  [
    "wgan-gp of attributes",
    wganGp,
    measured(images(16)),
    { width: 4, batch: 2, "z.size": 5, "d.steps": 2, conditional: true },
  ],
  ["cgan of 2014, of attributes", cgan, measured(images(8)), { net: "paper", width: 12, batch: 4, "z.size": 5 }],
  ["wgan", wgan, ring8, { width: 6, batch: 8, "z.size": 3, "d.steps": 2 }],
  ["wgan-gp", wganGp, images(16), { width: 4, batch: 2, "z.size": 5, "d.steps": 2 }],
  ["sngan", sngan, images(16), { width: 4, batch: 2, "z.size": 5 }],
  ["r3gan", r3gan, images(16), { width: 4, batch: 2, "z.size": 5, blocks: 1 }],
  ["unrolled", unrolled, ring8, { width: 6, batch: 8, "z.size": 3, unroll: 2 }],
  // Adam turns the rounding of slopes near 0 into whole steps: small ones
  ["sgan", sgan, named(images(8)), { batch: 4, "z.size": 5, labels: 3, "lr.g": 3e-4, "lr.d": 3e-4 }],
  ["dcgan of odd extents", dcgan, images(28), { kernel: 4, width: 2, batch: 2, "z.size": 5 }],
];

test("every recipe is here", () => {
  expect(new Set(games.map(([, recipe]) => recipe))).toEqual(new Set(recipes));
});

/** A lowering for every convolution that can have it. */
function forced(name: string, program: Program): ConvolutionChoices {
  const groups = convolutionGroups(simplify(resultsOf(program))).filter(({ convolution }) =>
    canLower(name, convolution),
  );
  const all = { conv: name, convTranspose: name, convWeight: name };
  return Object.fromEntries(groups.map(({ key }) => [key, all]));
}

/** What is compared: every parameter of either player. */
async function afterOneStep(
  runtime: Runtime,
  [, recipe, dataset, changed]: Played,
  lowering: string | null,
): Promise<State> {
  const game = recipeGame(recipe, dataShapeOf(dataset), changed);
  const layout = declareGame(game);
  const step = fusedStep(game, layout);
  const options = lowering === null ? {} : { choices: forced(lowering, step.program) };
  const session = await runtime.open(step.program, options);
  const state = runtime.state(initialState(layout, 7));
  const batches = createBatches({ dataset, batch: changed.batch, seed: 7 });
  await session.run(state, feedsAt(step, game, batches, {}).tensors);
  const read = await state.read();
  state.release();
  await session.release();
  return read;
}

const largest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe.each(games)("%s", (...played) => {
  const lowerings = played[1] === dcgan ? CONVOLUTION_LOWERINGS : (["direct"] as const);
  let want: State = {};
  beforeAll(async () => {
    want = await afterOneStep(referenceRuntime(), played, null);
  });

  test.each(lowerings)("%s", async (name) => {
    const got = await afterOneStep(nodeRuntime({ threads: 1 }), played, name);
    expect(Object.keys(got)).toEqual(Object.keys(want));
    for (const [tensor, { data }] of Object.entries(want)) {
      const atol = 1e-4 * largest(data);
      expectClose(got[tensor]?.data as Float32Array, data, { rtol: 1e-4, atol });
    }
  });
});
