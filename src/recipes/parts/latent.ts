/** @file The latent vector: how long it is, and how it is drawn. */
import type { Setting, Settings } from "../../game/recipe.ts";
import type { TwoPlayerOptions } from "../../game/two-player.ts";

/** @property z length @property zKind normal by default @property zRange uniform z lies in ± this, 1 by default */
export interface LatentDefaults {
  readonly z: number;
  readonly zKind?: "normal" | "uniform";
  readonly zRange?: number;
}

export const latentSettings = ({
  z,
  zKind = "normal",
  zRange = 1,
}: LatentDefaults): Readonly<Record<"z.size" | "z.kind" | "z.range", Setting>> => ({
  "z.size": { kind: "integer", default: z, min: 1, help: "length of the latent vector z" },
  "z.kind": { kind: "choice", default: zKind, choices: ["normal", "uniform"], help: "distribution of z" },
  "z.range": { kind: "number", default: zRange, above: 0, help: "uniform z lies in ± this" },
});

/** z as a game's input, a vector for each item of the batch. */
export function latentOf(settings: Settings): TwoPlayerOptions["z"] {
  const shape = [settings.batch as number, settings["z.size"] as number];
  const range = settings["z.range"] as number;
  return settings["z.kind"] === "normal"
    ? { kind: "normal", shape }
    : { kind: "uniform", shape, low: -range, high: range };
}
