/**
 * @file The generator of a finished, paused or running run: rebuilt from a checkpoint, written as ONNX, and compared with
 * what the training engine draws from the same latents.
 */
import { readFile, stat } from "node:fs/promises";
import { GantryError } from "../base/error.ts";
import type { Tensor } from "../base/tensor.ts";
import { configFromRecord } from "../config/index.ts";
import { type Generator, openGenerator } from "../runtime/generator.node.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { samplerProgram } from "../steps/sampler.ts";
import { openRun } from "../store/open-run.node.ts";
import type { WhichCheckpoint } from "../store/run-store.ts";
import { generatorModel } from "./generator.ts";
import { planFromConfig } from "./plan.node.ts";
import type { Plan } from "./plan.ts";
import { stateFromNamed } from "./snapshot.ts";

export interface RunGeneratorOptions {
  /** Folder of runs, where `run` is a number or the beginning of a name; `runs` by default. */
  readonly root?: string;
  /** `last` by default. */
  readonly checkpoint?: WhichCheckpoint;
  /** Pixels as uint8 RGB. */
  readonly uint8?: boolean;
}

export interface RunGenerator {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly step: number;
  readonly plan: Plan;
  readonly state: Readonly<Record<string, Tensor>>;
}

/** Rebuilds a run's generator. @throws E504–E506 no such run, E510, E514 no such checkpoint, E517 none yet */
export async function runGenerator(run: string, options: RunGeneratorOptions = {}): Promise<RunGenerator> {
  const { root = "runs", checkpoint: which = "last", uint8 = false } = options;
  const folder = await openRun(run, { root });
  const checkpoint = await folder.readCheckpoint(which);
  if (checkpoint === null) throw new GantryError("E517", { run: folder.path });
  const plan = await planFromConfig(configFromRecord(folder.record.config as Parameters<typeof configFromRecord>[0]));
  const state = stateFromNamed(plan.layout, checkpoint.tensors, checkpoint.path);
  const facts = { recipe: plan.recipe.name, dataName: plan.dataset.name, step: checkpoint.step, uint8 };
  return { bytes: generatorModel(plan.game, plan.layout, state, facts), step: checkpoint.step, plan, state };
}

/** The largest |difference| between the exported model and the training engine's own sampler over `count` latents. */
export async function exportParity({ bytes, plan, state }: RunGenerator, count = 64): Promise<number> {
  const { game, layout } = plan;
  const generator = await openGenerator(bytes, "generator.onnx");
  const runtime = nodeRuntime();
  const session = await runtime.open(samplerProgram(game, layout, count, "average"));
  const held = runtime.state(state);
  try {
    const z = generator.z(count, 0);
    const exported = await generator.generate(z);
    const drawn = (await session.run(held, { z }))[game.sampler.output] as Tensor<"float32">;
    return exported.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (drawn.data[i] as number))), 0);
  } finally {
    held.release();
    await session.release();
    await generator.release();
  }
}

/**
 * Opens a generator: of a run (folder, number, beginning of its name) or of a `.onnx` file.
 * @throws what `runGenerator` throws; E123 for a file that is no generator
 */
export async function loadGenerator(source: string, options: RunGeneratorOptions = {}): Promise<Generator> {
  const file = await stat(source).catch(() => null);
  if (file?.isFile() === true) return openGenerator(await readFile(source), source);
  const { bytes } = await runGenerator(source, options);
  return openGenerator(bytes, source);
}
