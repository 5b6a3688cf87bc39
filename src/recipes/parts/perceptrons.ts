/** @file Two multilayer perceptrons, as settings ask for them: told labels beside z and beside what D sees. */
import { GantryError } from "../../base/error.ts";
import type { DataShape, Settings } from "../../game/recipe.ts";
import { flatten } from "../../graph/functions.ts";
import type { ActivationName } from "../../models/activation.ts";
import { conditionedOnVector } from "../../models/conditioned.ts";
import { type MlpOptions, mlp } from "../../models/mlp.ts";
import { itemShape } from "./batch.ts";
import { minibatchOf, widthOfD } from "./net-settings.ts";
import type { Nets } from "./players.ts";
import { conditioningOf } from "./showing.ts";

/**
 * `width`, `depth`, `activation`, and where a recipe has them `d.width`, `d.norm`, `d.spectral`, `d.minibatch`.
 * @throws E112 for instance norm, and for projection, which are for images
 */
export function perceptrons(settings: Settings, data: DataShape): Nets {
  const how = conditioningOf(settings);
  const norm = normOf(settings);
  if (settings.conditional === true && how === "projection") {
    throw new GantryError("E112", { where: "condition", expected: "concat or embedding with perceptrons", got: how });
  }
  const hidden = (width: number): number[] => new Array<number>(settings.depth as number).fill(width);
  const activation = settings.activation as ActivationName;
  const minibatch = minibatchOf(settings);
  const spectral = settings["d.spectral"] === true;
  const outputActivation: ActivationName = data.kind === "images" ? "tanh" : "none"; // pixels lie in [−1, 1]
  const G: MlpOptions = {
    hidden: hidden(settings.width as number),
    out: itemShape(data),
    activation,
    outputActivation,
  };
  const D: MlpOptions = { hidden: hidden(widthOfD(settings)), out: 1, activation, norm, spectral, minibatch };
  const judge = conditionedOnVector(mlp(D), how);
  return {
    generator: conditionedOnVector(mlp(G), how),
    discriminator: (scope, x, ...labels) => judge(scope, flatten(x), ...labels),
  };
}

function normOf(settings: Settings): "none" | "layer" {
  const norm = settings["d.norm"] ?? "none";
  if (norm === "none" || norm === "layer") return norm;
  throw new GantryError("E112", { where: "d.norm", expected: "none or layer with perceptrons", got: String(norm) });
}
