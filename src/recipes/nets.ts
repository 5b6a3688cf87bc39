/** @file The networks that several recipes take, as their settings and the data ask: told labels, judging packs. */
import { GantryError } from "../base/error.ts";
import type { DataShape, Settings } from "../game/recipe.ts";
import { flatten } from "../graph/functions.ts";
import type { ActivationName } from "../models/activation.ts";
import {
  type Conditioning,
  conditionChannels,
  conditionedOnPlanes,
  conditionedOnVector,
} from "../models/conditioned.ts";
import { type DcganOptions, dcganDiscriminator, dcganGenerator } from "../models/dcgan.ts";
import type { Minibatch } from "../models/minibatch.ts";
import { mlp } from "../models/mlp.ts";
import type { Network } from "../models/scope.ts";
import { batchShape, classesFor, packOf } from "./settings.ts";

export interface Nets {
  readonly generator: Network;
  readonly discriminator: Network;
}

const conditioning = (settings: Settings): Conditioning => settings.condition as Conditioning;

/** Two multilayer perceptrons: `width`, `d.width`, `depth`, `activation`. */
export function perceptrons(settings: Settings, data: DataShape): Nets {
  const out = batchShape(settings, data).slice(1);
  const hidden = (width: number): number[] => new Array<number>(settings.depth as number).fill(width);
  const [width, ofD] = [
    settings.width as number,
    (settings["d.width"] as number | undefined) || (settings.width as number),
  ];
  const activation = settings.activation as ActivationName;
  const outputActivation: ActivationName = data.kind === "images" ? "tanh" : "none"; // pixels lie in [−1, 1]
  if (settings.conditional === true && settings.condition === "projection") {
    throw new GantryError("E112", {
      where: "condition",
      expected: "concat or embedding with perceptrons",
      got: "projection",
    });
  }
  const minibatch = (settings["d.minibatch"] ?? "none") as Minibatch;
  const judge = conditionedOnVector(
    mlp({ hidden: hidden(ofD), out: 1, activation, minibatch }),
    conditioning(settings),
  );
  return {
    generator: conditionedOnVector(
      mlp({ hidden: hidden(width), out, activation, outputActivation }),
      conditioning(settings),
    ),
    discriminator: (scope, x, ...rest) => judge(scope, flatten(x), ...rest),
  };
}

/** DCGAN's networks: `width`, `d.width`, `kernel`. @param data images */
export function convolutions(settings: Settings, data: Extract<DataShape, { kind: "images" }>): Nets {
  const [how, pack, classes] = [conditioning(settings), packOf(settings), classesFor(settings, data)];
  const [width, kernel] = [settings.width as number, Number(settings.kernel) as 3 | 4 | 5];
  const nets: DcganOptions = { size: data.size, channels: data.channels, width, kernel };
  const minibatch = { minibatch: (settings["d.minibatch"] ?? "none") as Minibatch };
  const labels = classes === 0 ? 0 : conditionChannels(how, pack * classes);
  const judge = {
    ...nets,
    width: (settings["d.width"] as number) || width,
    channels: pack * data.channels + labels,
    ...minibatch,
  };
  return {
    generator: conditionedOnVector(dcganGenerator(nets), how),
    discriminator: conditionedOnPlanes(dcganDiscriminator(judge), how),
  };
}
