/**
 * @file The classifier of a run: rebuilt from a checkpoint, written as ONNX, and compared with what the training engine
 * says of the same images.
 */
import * as ort from "onnxruntime-node";
import { fillUniform } from "../base/random.ts";
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Classifier, GameInput } from "../game/game.ts";
import { flushDenormals } from "../runtime/denormals.node.ts";
import { withoutTelemetry } from "../runtime/no-telemetry.node.ts";
import { nodeRuntime } from "../runtime/ort.node.ts";
import { CLASSIFIER_OUTPUT, classifierInput, classifierProgram } from "../steps/classifier.ts";
import { openRun } from "../store/open-run.node.ts";
import { classifierModel } from "./classifier.ts";
import { type RunGenerator, type RunGeneratorOptions, runGenerator } from "./export.node.ts";

export interface RunClassifier extends RunGenerator {
  /** Names of the classes, by index of their logit. */
  readonly classes: readonly string[];
}

/**
 * Rebuilds a run's classifier from a checkpoint and the recipe; the data are not looked at.
 * @throws what `runGenerator` throws; E152 for a run that trains none
 */
export async function runClassifier(run: string, options: RunGeneratorOptions = {}): Promise<RunClassifier> {
  const { record } = await openRun(run, { root: options.root ?? "runs" });
  const trained = await runGenerator(run, options);
  const { game, layout, state, step, weights } = trained;
  const classes = record.data.classes ?? [];
  const facts = { recipe: record.recipe, dataName: record.data.name, step, classes, weights };
  return { ...trained, classes, bytes: classifierModel(game, layout, state, facts) };
}

/** The largest |difference| between the exported model's logits and the engine's own, over `count` images of noise. */
export async function classifierParity(
  { bytes, game, layout, state, weights }: RunClassifier,
  count = 64,
): Promise<number> {
  const items = game.inputs[(game.classifier as Classifier).input] as GameInput;
  const shape = [count, ...items.shape.slice(1)];
  const pixels = fillUniform({ seed: 0, stream: "parity", counter: 0 }, new Float32Array(sizeOf(shape)), -1, 1);
  const name = classifierInput(game);
  const runtime = nodeRuntime();
  withoutTelemetry();
  const exported = await ort.InferenceSession.create(bytes, { logSeverityLevel: 3, extra: await flushDenormals() });
  const session = await runtime.open(classifierProgram(game, layout, count, weights));
  const held = runtime.state(state);
  try {
    const said = (await exported.run({ [name]: new ort.Tensor("float32", pixels, shape) }))[CLASSIFIER_OUTPUT];
    const wanted = (await session.run(held, { [name]: floatTensor(shape, pixels) }))[CLASSIFIER_OUTPUT];
    const { data } = wanted as Tensor<"float32">;
    const logits = said?.data as Float32Array;
    return logits.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (data[i] as number))), 0);
  } finally {
    held.release();
    await session.release();
    await exported.release();
  }
}
