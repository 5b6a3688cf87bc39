/** @file A run's classifier as an ONNX model: an image in, one logit a class out, and the classes' names inside. */
import type { Tensor } from "../base/tensor.ts";
import type { Classifier, Game } from "../game/game.ts";
import { ANY_BATCH, lowerGenerator } from "../onnx/generator.ts";
import { classifierOutput } from "../steps/classifier.ts";
import type { GameLayout } from "../steps/layout.ts";
import { fromValues, type Weights } from "../steps/sampler.ts";

export interface ClassifierOptions {
  readonly recipe: string;
  readonly dataName: string;
  readonly step: number;
  /** Names of the classes, by index of their logit. */
  readonly classes: readonly string[];
  /** `average` by default: the moving average, of players that have one. */
  readonly weights?: Weights;
}

/**
 * The classifier, unless asked otherwise with its averaged weights where there are any: input `image` `[N, C, H, W]` in [−1, 1], output
 * `logits` `[N, K]`, any N.
 *
 * @param state the run's state, by name @returns an ONNX model's bytes @throws E152 where the game has none
 */
export function classifierModel(
  game: Game,
  layout: GameLayout,
  state: Readonly<Record<string, Tensor>>,
  { recipe, dataName, step, classes, weights = "average" }: ClassifierOptions,
): Uint8Array<ArrayBuffer> {
  const values = Object.fromEntries(Object.entries(state).map(([name, { data }]) => [name, data as Float32Array]));
  const node = classifierOutput(game, layout, ANY_BATCH, weights, fromValues(values));
  const { player } = game.classifier as Classifier;
  const metadata = {
    recipe,
    data: dataName,
    step: String(step),
    range: "[-1, 1]",
    classes: JSON.stringify(classes),
    weights: weights === "average" && layout[player]?.averaged === true ? "moving average" : "live",
  };
  return lowerGenerator({ name: "classifier", output: "logits", node, metadata });
}
