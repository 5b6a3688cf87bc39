/** @file Settings of networks that mean the same wherever a recipe has them. */
import type { Setting, Settings } from "../../game/recipe.ts";
import { MINIBATCHES, type Minibatch } from "../../models/minibatch.ts";

/** @param also what else is said of it: by default, what it is in perceptrons */
export const widthSetting = (width: number, also = "units of a hidden layer"): Setting => ({
  ...{ kind: "integer", default: width, min: 4, help: `channels next to the image; ${also}` },
});

export const ownWidthSetting: Setting = {
  ...{ kind: "integer", default: 0, min: 0, help: "D's own width; 0: the same as G's" },
};

/** D's width: its own, or G's. */
export const widthOfD = (settings: Settings): number =>
  (settings["d.width"] as number | undefined) || (settings.width as number);

export const minibatchSettings: Readonly<Record<string, Setting>> = {
  "d.minibatch": {
    ...{ kind: "choice", default: "none", choices: MINIBATCHES, help: "how D is told of the rest of its batch" },
  },
  "d.minibatch.kernels": {
    ...{ kind: "integer", default: 100, min: 1, help: "how many measures of nearness discrimination learns" },
  },
};

/** `none` in recipes that have no such settings. */
export function minibatchOf(settings: Settings): Minibatch {
  const name = (settings["d.minibatch"] ?? "none") as (typeof MINIBATCHES)[number];
  return name === "discrimination" ? { kernels: settings["d.minibatch.kernels"] as number } : name;
}

export const kernelSetting: Setting = {
  ...{ kind: "choice", default: "4", choices: ["3", "4", "5"], help: "size of the convolutions' kernels" },
};

export const depthSetting = (layers: number): Setting => ({
  ...{ kind: "integer", default: layers, min: 1, max: 16, help: "hidden layers of each network" },
});

const ACTIVATIONS = ["relu", "leakyRelu", "elu", "tanh"] as const;

export const activationSetting = (name: string, choices: readonly string[] = ACTIVATIONS): Setting => ({
  ...{ kind: "choice", default: name, choices, help: "of the hidden layers" },
});
