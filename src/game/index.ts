/** @file `gantry/game`: what a game and a recipe are. */
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
export {
  type DataShape,
  defineRecipe,
  type Recipe,
  type Setting,
  type Settings,
  type SettingValue,
} from "./recipe.ts";
export { unrolled } from "./unrolled.ts";
