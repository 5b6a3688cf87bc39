/**
 * @file The generator of a finished, paused or running run: rebuilt from a checkpoint, written as ONNX, and compared
 * with what the training engine draws from the same latents.
 */
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { GantryError } from "../base/error.ts";
import type { Tensor } from "../base/tensor.ts";
import { configFromRecord } from "../config/index.ts";
import { columnsOf } from "../data/attributes.ts";
import type { Game } from "../game/game.ts";
import type { Recipe } from "../game/recipe.ts";
import { loadRecipe } from "../recipes/load.node.ts";
import { openGenerator } from "../runtime/generator.node.ts";
import type { Generator } from "../runtime/generator.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { declareGame } from "../steps/declare.ts";
import type { GameLayout } from "../steps/layout.ts";
import { samplerProgram, type Weights } from "../steps/sampler.ts";
import { openRun } from "../store/open-run.node.ts";
import { GENERATOR_FILE } from "../store/run-files.ts";
import type { WhichCheckpoint } from "../store/run-store.ts";
import { generatorModel } from "./generator.ts";
import { dataShapeOf, gameFor } from "./plan.ts";
import { samplerInputs } from "./sampler-inputs.ts";
import { stateFromNamed } from "./snapshot.ts";

export interface RunGeneratorOptions {
  /** Folder of runs, where `run` is a number or the beginning of a name; `runs` by default. */
  readonly root?: string;
  /** `last` by default. */
  readonly checkpoint?: WhichCheckpoint;
  /** Pixels as uint8 RGB. */
  readonly uint8?: boolean;
  /** `average` by default: the moving average, where the run has one. */
  readonly weights?: Weights;
  /** The recipe, where the run was begun with one that is an object. */
  readonly recipe?: Recipe;
  /** With D behind the generator, see `GeneratorOptions`. */
  readonly judged?: boolean;
}

export interface RunGenerator {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly step: number;
  readonly game: Game;
  readonly layout: GameLayout;
  readonly state: Readonly<Record<string, Tensor>>;
  readonly weights: Weights;
}

/**
 * Rebuilds a run's generator from a checkpoint and the recipe; the data are not looked at.
 * @throws E504–E506 no such run, E510, E514 no such checkpoint, E517 none yet, E103 or E108 no such recipe
 */
export async function runGenerator(run: string, options: RunGeneratorOptions = {}): Promise<RunGenerator> {
  const { root = "runs", checkpoint: which = "last", uint8 = false, weights = "average", judged = false } = options;
  const folder = await openRun(run, { root });
  const checkpoint = await folder.readCheckpoint(which);
  if (checkpoint === null) throw new GantryError("E517", { run: folder.path });
  const { config, data } = folder.record;
  const { values } = configFromRecord(config as Parameters<typeof configFromRecord>[0]);
  const recipe = options.recipe ?? (await loadRecipe(values.recipe));
  const game = gameFor(recipe, values, dataShapeOf(data));
  const layout = declareGame(game);
  const state = stateFromNamed(layout, checkpoint.tensors, checkpoint.path);
  const { step } = checkpoint;
  const bytes = generatorModel(game, layout, state, {
    ...{ recipe: recipe.name, dataName: data.name, step, uint8, classes: data.classes, weights, judged },
  });
  return { bytes, step, game, layout, state, weights };
}

/** What a file was found to be when it was compared. */
export interface ComparedModel {
  /** The largest |difference| of a number of a sample from what the training engine draws of the same latents. */
  readonly difference: number;
  /** What it can be asked for; null where it is not conditional. */
  readonly classes: readonly string[] | null;
  /** What it drew. */
  readonly samples: Float32Array;
}

/** The largest |difference| between the exported model and the training engine's own sampler over `count` latents. */
export async function exportParity(model: RunGenerator, count = 64): Promise<number> {
  const [compared] = await compareModels(model, [model.bytes], count);
  return (compared as ComparedModel).difference;
}

/**
 * Several files of one generator (its weights rounded, or as they are on a disk), each opened once, beside what the
 * training engine draws.
 */
export async function compareModels(
  { game, layout, state, weights }: RunGenerator,
  files: readonly Uint8Array[],
  count = 64,
): Promise<readonly ComparedModel[]> {
  const runtime = nodeRuntime();
  const session = await runtime.open(samplerProgram(game, layout, count, weights));
  const held = runtime.state(state);
  try {
    const inputs = samplerInputs(game, 0, count, { label: 0 });
    const drawn = (await session.run(held, inputs))[game.sampler.output] as Tensor<"float32">;
    const compared: ComparedModel[] = [];
    for (const bytes of files) compared.push(await comparedWith(drawn.data, bytes, game, inputs));
    return compared;
  } finally {
    held.release();
    await session.release();
  }
}

async function comparedWith(
  drawn: Float32Array,
  bytes: Uint8Array,
  game: Game,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<ComparedModel> {
  const generator = await openGenerator(bytes, "generator.onnx");
  try {
    const asked = { attributes: attributesIn(game, inputs) };
    const { data } = await generator.generate(inputs.z as Tensor<"float32">, asked);
    const from = data.length === drawn.length ? 0 : Number.POSITIVE_INFINITY; // a generator of other samples
    const difference = data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (drawn[i] as number))), from);
    return { difference, classes: generator.classes, samples: data };
  } finally {
    await generator.release();
  }
}

/** What a sampler is fed as attributes, by their names. */
function attributesIn({ inputs: sources }: Game, inputs: Readonly<Record<string, Tensor>>): Record<string, number[]> {
  const [name = "", source] = Object.entries(sources).find(([, { kind }]) => kind === "attributes") ?? [];
  const values = inputs[name]?.data;
  if (source?.kind !== "attributes" || !(values instanceof Float32Array)) return {};
  return columnsOf({ columns: source.columns, values });
}

/**
 * Opens a generator: of a `.onnx` file, or of a run (folder, number, beginning of its name). Unless a checkpoint or
 * bytes are asked for, a run's own `generator.onnx` is taken, which needs neither its recipe nor its data.
 *
 * @throws what `runGenerator` throws; E123 for a file that is no generator
 */
export async function loadGenerator(source: string, options: RunGeneratorOptions = {}): Promise<Generator> {
  const file = await stat(source).catch(() => null);
  if (file?.isFile() === true) return openGenerator(await readFile(source), source);
  if (options.checkpoint === undefined && options.uint8 !== true) {
    const own = join((await openRun(source, { root: options.root ?? "runs" })).path, GENERATOR_FILE);
    if (existsSync(own)) return openGenerator(await readFile(own), own);
  }
  const { bytes } = await runGenerator(source, options);
  return openGenerator(bytes, source);
}
