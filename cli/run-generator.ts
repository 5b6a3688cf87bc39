/** @file The generator that a verb is to draw with, by the words people give: run, number, name, `.onnx` file. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { GantryError } from "gantry/base";
import type { Generator } from "gantry/runtime/node";
import { openRun, type WhichCheckpoint } from "gantry/store/node";
import { loadGenerator } from "gantry/training/node";
import { type Options, runsOption, type VerbOption } from "./verb.ts";

export const generatorOptions: readonly VerbOption[] = [
  { name: "checkpoint", type: { kind: "text" }, default: null, argument: "which" },
  runsOption,
];

/** `last`, `best` or a step. @throws E207 */
export function whichCheckpoint(text: string): WhichCheckpoint {
  if (text === "last" || text === "best") return text;
  const step = Number(text);
  if (Number.isInteger(step) && step >= 0) return step;
  throw new GantryError("E207", { where: "--checkpoint", expected: "last, best or a step", got: text });
}

/**
 * Without `--checkpoint` it is the run's own `generator.onnx`, which needs neither the data nor the recipe.
 * @throws what opening runs and checkpoints throws (E50x, E51x, E123)
 */
export async function openGeneratorFor(source: string, options: Options): Promise<Generator> {
  const root = options.text("runs") as string;
  if (source.toLowerCase().endsWith(".onnx")) return loadGenerator(source);
  const asked = options.text("checkpoint");
  if (asked !== null) return loadGenerator(source, { root, checkpoint: whichCheckpoint(asked) });
  const { path } = await openRun(source, { root });
  const file = join(path, "generator.onnx");
  return existsSync(file) ? loadGenerator(file) : loadGenerator(path);
}

/**
 * The class that `--class` asks for, by name or number.
 * @throws E212 where the model says of its inputs that none are labels, E213 for a class that it does not have
 */
export function classFor({ metadata, classes }: Generator, options: Options): number | undefined {
  const asked = options.text("class");
  if (asked === null) return undefined;
  const kinds = Object.entries(metadata).flatMap(([name, value]) => (name.endsWith(".kind") ? [value] : []));
  if (kinds.length > 0 && !kinds.some((kind) => kind === "labels" || kind === "categorical"))
    throw new GantryError("E212", { where: "--class" });
  return labelOf(asked, classes);
}

function labelOf(asked: string, classes: Generator["classes"]): number {
  const named = classes?.indexOf(asked) ?? -1;
  if (named >= 0) return named;
  const label = Number(asked);
  if (Number.isInteger(label) && label >= 0 && label < (classes?.length ?? Number.POSITIVE_INFINITY)) return label;
  throw new GantryError("E213", { where: "--class", known: classes ?? [], got: asked });
}
