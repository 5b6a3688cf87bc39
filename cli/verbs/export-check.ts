/** @file `gantry export --check`: a file that was written before, beside what the engine draws from that checkpoint now. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { GantryError } from "gantry/base";
import { type ModelFacts, modelFacts } from "gantry/onnx";
import { openGenerator } from "gantry/runtime/node";
import { openRun } from "gantry/store/node";
import { classifierParity, compareModels, type RunGenerator, runClassifier, runGenerator } from "gantry/training/node";
import { COMPARED } from "./export-model.ts";

export interface CheckedFile {
  readonly file: string;
  readonly step: number;
  readonly bytes: number;
  readonly difference: number;
  readonly classifier: boolean;
}

/**
 * @param path of the file, relative to `cwd` @param source the run it was made of
 * @throws E125 for a file that is not of this run, E514 where its checkpoint was not kept
 */
export async function checkFile(path: string, source: string, at: { cwd: string; root: string }): Promise<CheckedFile> {
  const file = resolve(at.cwd, path);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new GantryError("E123", { path: file }, { cause });
  });
  const facts = modelFacts(bytes, file);
  const { name } = await openRun(source, { root: at.root });
  const { step, weights } = facts.metadata;
  if (!/^\d+$/.test(step ?? "")) throw new GantryError("E125", { file, run: name });
  const classifier = facts.outputs[0]?.name === "logits";
  const uint8 = facts.outputs[0]?.type === "uint8";
  const options = {
    root: at.root,
    checkpoint: Number(step),
    uint8,
    weights: weights === "live" ? "live" : "average",
  } as const;
  const ofThisRun = <T extends RunGenerator>(model: T): T => {
    if (!isAlike(facts, modelFacts(model.bytes, file))) throw new GantryError("E125", { file, run: name });
    return model;
  };
  const told = { file, bytes: bytes.length, classifier };
  if (classifier) {
    const model = ofThisRun(await runClassifier(source, options));
    const difference = await classifierParity({ ...model, bytes: new Uint8Array(bytes) }, COMPARED);
    return { ...told, step: model.step, difference };
  }
  const model = ofThisRun(await runGenerator(source, options));
  return { ...told, step: model.step, difference: await generatorDifference(model, bytes, uint8) };
}

/** Bytes of pixels are beside bytes that are made anew: the engine has none. */
async function generatorDifference(model: RunGenerator, bytes: Uint8Array, uint8: boolean): Promise<number> {
  if (!uint8) return (await compareModels(model, [bytes], COMPARED))[0]?.difference ?? Number.NaN;
  const [a, b] = [await drawn(bytes), await drawn(model.bytes)];
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] as number))), 0);
}

async function drawn(bytes: Uint8Array): Promise<Float32Array> {
  const generator = await openGenerator(bytes, "generator.onnx");
  try {
    return (await generator.generate(generator.z(COMPARED, 0))).data;
  } finally {
    await generator.release();
  }
}

/** The same inputs and outputs, of the same recipe and data: weights of another run would draw something else. */
function isAlike(one: ModelFacts, other: ModelFacts): boolean {
  const kind = ({ inputs, outputs, metadata }: ModelFacts): string =>
    JSON.stringify([inputs, outputs, metadata.recipe, metadata.data]);
  return kind(one) === kind(other);
}
