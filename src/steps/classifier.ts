/** @file A game's classifier as a program: the network in inference, with live weights or with their moving average. */
import { GantryError } from "../base/error.ts";
import type { Classifier, Game, GameInput } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import type { GameLayout } from "./layout.ts";
import { inferenceHandles, type VectorSource, type Weights } from "./sampler.ts";

/** What its output is called. */
export const CLASSIFIER_OUTPUT = "logits";

/** @throws E152 where the game has none */
function classifierOf({ classifier, inputs }: Game): Classifier & { readonly items: GameInput } {
  if (classifier === undefined) throw new GantryError("E152", {});
  return { ...classifier, items: inputs[classifier.input] as GameInput };
}

/** What its input is called: `image` for `[N, C, H, W]` in [−1, 1], `sample` for `[N, D]`. @throws E152 */
export const classifierInput = (game: Game): "image" | "sample" =>
  classifierOf(game).items.shape.length === 4 ? "image" : "sample";

/** @param batch examples a run @throws E152, and E113 where its network asks for noise in inference */
export function classifierProgram(game: Game, layout: GameLayout, batch: number, weights: Weights): Program {
  const fromState: VectorSource = (name, shape) => input(name, shape);
  const logits = classifierOutput(game, layout, batch, weights, fromState);
  return { name: "classifier", outputs: { [CLASSIFIER_OUTPUT]: logits }, updates: {} };
}

/** @returns logits `[batch, K]` over an input that is called as `classifierInput` says @throws E152, E113 */
export function classifierOutput(
  game: Game,
  layout: GameLayout,
  batch: number,
  weights: Weights,
  source: VectorSource,
): Node {
  const { items, logits } = classifierOf(game);
  const x = input(classifierInput(game), [batch, ...items.shape.slice(1)]);
  return logits(inferenceHandles(game, layout, weights, source), x);
}
