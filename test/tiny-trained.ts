/** @file Small trained-looking games for tests of `latent`: networks of a few channels, with their first weights. */

import type { Settings } from "../src/game/recipe.ts";
import type { Trained } from "../src/latent/trained.ts";
import { dcgan } from "../src/recipes/dcgan.ts";
import { gan } from "../src/recipes/gan.ts";
import { declareGame } from "../src/steps/declare.ts";
import { initialState } from "../src/steps/layout.ts";
import { recipeGame } from "./play.ts";

function withFirstWeights(game: Trained["game"]): Trained {
  const layout = declareGame(game);
  return { game, layout, state: initialState(layout, 7) };
}

/** Images of 16×16, G of 8 and 4 maps, D of 4 and 8; z of 3. */
export function tinyDcgan(settings: Settings = {}): Trained {
  const images = { kind: "images", size: 16, channels: 1, classes: 0 } as const;
  return withFirstWeights(recipeGame(dcgan, images, { width: 4, "z.size": 3, batch: 2, ...settings }));
}

/** Images of 8×8 by perceptrons of two layers of 5; z of 3. */
export function tinyPerceptrons(): Trained {
  const images = { kind: "images", size: 8, channels: 1, classes: 0 } as const;
  return withFirstWeights(recipeGame(gan, images, { width: 5, depth: 2, "z.size": 3, batch: 2 }));
}
