/** @file What `gantry export` writes: a model made of a checkpoint, and how far it is from the engine that trained it. */
import { withHalfWeights } from "gantry/onnx";
import {
  classifierParity,
  compareModels,
  exportParity,
  type RunGenerator,
  type RunGeneratorOptions,
  runClassifier,
  runGenerator,
} from "gantry/training/node";

/** Inputs that an exported model and the engine are compared on. */
export const COMPARED = 64;

/** A model, its bytes as they are written, the end of its file's name, and how far it is from the engine. */
export interface Exported {
  readonly model: RunGenerator;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly suffix: string;
  readonly difference: number;
}

export interface ModelWishes extends RunGeneratorOptions {
  readonly classifier: boolean;
  readonly float16: boolean;
}

/** @throws what `runGenerator` throws; E152 for a run that trains no classifier */
export async function exportedModel(source: string, wishes: ModelWishes): Promise<Exported> {
  const { classifier, ...options } = wishes;
  const exported = classifier ? await classifierOf(source, wishes) : await generatorOf(source, wishes);
  const live = options.weights === "live" ? "-live" : "";
  return { ...exported, suffix: exported.suffix + live };
}

async function generatorOf(source: string, { float16, classifier: _, ...options }: ModelWishes): Promise<Exported> {
  const model = await runGenerator(source, options);
  if (float16) {
    const bytes = withHalfWeights(model.bytes);
    const [half] = await compareModels(model, [bytes], COMPARED);
    return { model, bytes, suffix: "-float16", difference: half?.difference ?? Number.NaN };
  }
  // Pixels rounded to bytes hide small differences, so the comparison is made before rounding.
  const exact = options.uint8 === true ? await runGenerator(source, { ...options, uint8: false }) : model;
  const suffix = options.uint8 === true ? "-uint8" : "";
  return { model, bytes: model.bytes, suffix, difference: await exportParity(exact, COMPARED) };
}

async function classifierOf(source: string, { float16, classifier: _, ...options }: ModelWishes): Promise<Exported> {
  const model = await runClassifier(source, options);
  const bytes = float16 ? withHalfWeights(model.bytes) : model.bytes;
  const difference = await classifierParity({ ...model, bytes }, COMPARED);
  return { model, bytes, suffix: float16 ? "-classifier-float16" : "-classifier", difference };
}
