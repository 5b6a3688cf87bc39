/**
 * @file `gantry`: what most programs need, in Node. The rest is in subpaths (`gantry/graph`, `gantry/store/node`, …);
 * pages import `gantry/browser`.
 */
export { GantryError, isGantryError } from "./base/error.ts";
export {
  defineGame,
  type Game,
  type Handles,
  type Nodes,
  type Phase,
  type PhaseResult,
  type Player,
} from "./game/game.ts";
export { type DataShape, defineRecipe, type Recipe } from "./game/recipe.ts";
export { twoPlayerGame } from "./game/two-player.ts";
export { mean, relu } from "./graph/functions.ts";
export { gradient } from "./graph/gradient.ts";
export type { Node } from "./graph/node.ts";
export {
  add,
  concat,
  div,
  exp,
  log,
  matmul,
  mul,
  neg,
  reshape,
  sigmoid,
  softplus,
  sqrt,
  sub,
  tanh,
} from "./graph/primitives.ts";
export { slerp, walk } from "./latent/paths.ts";
export { linear } from "./models/linear.ts";
export { mlp } from "./models/mlp.ts";
export type { Network, Scope } from "./models/scope.ts";
export { adam } from "./optim/adam.ts";
export { sgd } from "./optim/sgd.ts";
export { recipes } from "./recipes/index.ts";
export type { Generator } from "./runtime/generator.ts";
export type { SamplePicture, TrainEvent, TrainStatus } from "./training/events.ts";
export { loadGenerator } from "./training/export.node.ts";
export { type ResumeOptions, resume, type TrainOptions, train } from "./training/train.node.ts";
