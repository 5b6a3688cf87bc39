/**
 * @file `from`: the run, the checkpoint or the file of tensors that a new run begins with.
 */
import { readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { GantryError } from "../base/error.ts";
import { decodeTensors, type NamedTensor } from "../base/safetensors.ts";
import type { Shape } from "../base/shape.ts";
import type { GameLayout } from "../steps/layout.ts";
import { TENSORS_FILE } from "../store/checkpoint-files.node.ts";
import { diskError } from "../store/durable.node.ts";
import { openRun, readRecord } from "../store/open-run.node.ts";
import { inherit, type Start } from "./inherit.ts";

interface Source {
  readonly path: string;
  readonly recipe: string | null;
  readonly tensors: readonly NamedTensor[];
}

/**
 * @param from a file of tensors, the folder of a checkpoint, or a run (as `openRun` finds one), of which it is the last
 * checkpoint @param root the folder of runs
 * @throws E504–E513 what is no run and no file of tensors, E517 a run without a checkpoint, E519 nothing of it fits
 */
export async function readStart(from: string, layout: GameLayout, root: string): Promise<Start> {
  const { path, recipe, tensors } = await sourceOf(from, root);
  const inheritance = inherit(layout, tensors);
  if (inheritance.taken.size === 0) {
    const holds = tensors.map(({ name, shape }) => described(name, shape));
    const wanted = inheritance.lines.flatMap((line) =>
      line.kind === "unused" ? [] : [described(line.name, line.shape)],
    );
    throw new GantryError("E519", { path, holds, wanted });
  }
  return { path, recipe, ...inheritance };
}

const described = (name: string, shape: Shape): string => `${name} [${shape.join(", ")}]`;

async function sourceOf(from: string, root: string): Promise<Source> {
  const direct = resolve(from);
  if (await isFile(direct)) return ofFile(direct);
  const inside = join(direct, TENSORS_FILE); // of a checkpoint's folder
  return (await isFile(inside)) ? ofFile(inside) : ofRun(from, root);
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() === true;

async function ofFile(path: string): Promise<Source> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw diskError(error, path, "read");
  });
  const { tensors } = decodeTensors(bytes, path);
  const run = dirname(dirname(dirname(path))); // run/checkpoints/000500/state.safetensors
  const record = await readRecord(run).catch(() => null);
  return { path, recipe: record?.recipe ?? null, tensors };
}

async function ofRun(from: string, root: string): Promise<Source> {
  const run = await openRun(from, { root });
  const checkpoint = await run.readCheckpoint("last");
  if (checkpoint === null) throw new GantryError("E517", { run: run.path });
  const path = join(run.path, checkpoint.path, TENSORS_FILE);
  return { path, recipe: run.record.recipe, tensors: checkpoint.tensors };
}
