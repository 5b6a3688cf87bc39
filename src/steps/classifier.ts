/** @file A game's classifier as a graph: the network in inference, with live weights or with their moving average. */
import { GantryError } from "../base/error.ts";
import type { Game, GameInput } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import type { GameLayout } from "./layout.ts";
import { inferenceHandles, type VectorSource, type Weights } from "./sampler.ts";

/** What its input is called, by the rank of a batch: `image` `[N, C, H, W]` in [−1, 1], or `sample` `[N, D]`. */
const inputName = ({ shape }: GameInput): string => (shape.length === 4 ? "image" : "sample");

/**
 * @param batch examples a run @returns logits `[batch, K]` over the program input `image` or `sample`
 * @throws E152 where the game has no classifier, E113 where its network asks for noise in inference
 */
export function classifierOutput(
  game: Game,
  layout: GameLayout,
  batch: number,
  weights: Weights,
  source: VectorSource,
): Node {
  if (game.classifier === undefined) throw new GantryError("E152", {});
  const { input: name, logits } = game.classifier;
  const items = game.inputs[name] as GameInput;
  const x = input(inputName(items), [batch, ...items.shape.slice(1)]);
  return logits(inferenceHandles(game, layout, weights, source), x);
}
