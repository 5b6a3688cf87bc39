/** @file `gantry/game`: what a game and a recipe are, and transforms of games. */
export { adaptiveStrength } from "./adaptive-strength.ts";
export {
  type Condition,
  conditionInputs,
  conditionLength,
  conditionOf,
} from "./condition.ts";
export { type CriticWarmUpOptions, withCriticWarmUp } from "./critic-warm-up.ts";
export { type DiffAugmentOptions, diffAugment } from "./diff-augment.ts";
export {
  type Classifier,
  type Control,
  defineGame,
  type Game,
  type GameInput,
  type Handles,
  type Nodes,
  type Phase,
  type PhaseResult,
  type Player,
  type PlayerHandle,
  type Reading,
  type Sampler,
} from "./game.ts";
export { type InstanceNoiseOptions, instanceNoise } from "./instance-noise.ts";
export {
  type DataShape,
  defineRecipe,
  type LeftOut,
  type PublishedRecipe,
  type Recipe,
  type Setting,
  type Settings,
  type SettingValue,
} from "./recipe.ts";
export { type TwoPlayerOptions, twoPlayerGame } from "./two-player.ts";
export { unrolled } from "./unrolled.ts";
export type { View } from "./view.ts";
