/** @file What recipes share whose D answers with more than a logit: `dcgan`'s networks and settings. */
import type { DataShape, Setting, Settings } from "../game/recipe.ts";
import { type LossName, losses } from "../losses/registry.ts";
import { conditionedOnVector } from "../models/conditioned.ts";
import { dcganDiscriminator, dcganGenerator } from "../models/dcgan.ts";
import type { Nets } from "./nets.ts";
import { adversarialSettings } from "./settings.ts";

/** Of what two-player recipes share, what these games have too: their conditions are their own, and no penalty is theirs. */
const KEPT = [
  ...["batch", "z.size", "z.kind", "z.range", "d.steps", "reuse", "optimiser", "beta1", "beta2", "ema"],
  ...["lr.g", "lr.d", "lr.schedule", "lr.steps", "lr.factor", "clip.gradient", "clip.weights"],
];

export function headedSettings(own: {
  readonly z: number;
  readonly zKind: "normal" | "uniform";
}): Readonly<Record<string, Setting>> {
  const shared = adversarialSettings({
    ...{ batch: 64, zRange: 1, loss: "ns", lrG: 2e-4, lrD: 2e-4, beta1: 0.5, beta2: 0.999, optimiser: "adam" },
    ...{ dSteps: 1, ema: 0.999, reuse: true, ...own },
  });
  return {
    ...Object.fromEntries(KEPT.map((key) => [key, shared[key] as Setting])),
    loss: { kind: "choice", default: "ns", choices: Object.keys(losses), help: "adversarial loss" },
    width: { kind: "integer", default: 64, min: 4, help: "channels next to the image; doubled at each halving" },
    "d.width": { kind: "integer", default: 0, min: 0, help: "D's own width; 0: the same as G's" },
    kernel: { kind: "choice", default: "4", choices: ["3", "4", "5"], help: "size of the convolutions' kernels" },
  };
}

export const sourceLossOf = (settings: Settings): LossName => settings.loss as LossName;

/** G from z and a one-hot class; D with `heads` answers beside its logit. */
export function headedNets(
  settings: Settings,
  { size, channels }: Extract<DataShape, { kind: "images" }>,
  heads: number,
): Nets {
  const width = settings.width as number;
  const nets = { size, channels, width, kernel: Number(settings.kernel) as 3 | 4 | 5 };
  const judge = { ...nets, width: (settings["d.width"] as number) || width, outputs: 1 + heads };
  return {
    generator: conditionedOnVector(dcganGenerator(nets), "concat"),
    discriminator: dcganDiscriminator(judge),
  };
}
