/** @file How a batch is shown: with what is known of it, and to D in packs (`game/showing.ts`). */
import { GantryError } from "../../base/error.ts";
import { type Condition, conditionLength } from "../../game/condition.ts";
import type { DataShape, Setting, Settings } from "../../game/recipe.ts";
import { CONDITIONINGS, type Conditioning, conditionChannels } from "../../models/conditioned.ts";
import type { Images } from "./batch.ts";

/** @param conditional whether both players are told y unless somebody says otherwise */
export const showingSettings = (conditional: boolean): Readonly<Record<string, Setting>> => ({
  conditional: { kind: "switch", default: conditional, help: "tell both players the data's classes and attributes" },
  condition: {
    kind: "choice",
    default: "concat",
    choices: CONDITIONINGS,
    help: "how networks are told classes and attributes",
  },
  pack: { kind: "integer", default: 1, min: 1, max: 16, help: "samples that D judges as one (PacGAN)" },
});

/** How many samples D judges as one. */
export const packOf = (settings: Settings): number => (settings.pack as number | undefined) ?? 1;

/** How networks are told y, where they are. */
export const conditioningOf = (settings: Settings): Conditioning =>
  (settings.condition as Conditioning | undefined) ?? "concat";

/**
 * What the players are told: classes, attributes, or both.
 * @param recipe that tells them by itself; by default somebody asked for it @throws E109 where nothing is known of the data
 */
export function conditionFor(
  settings: Settings,
  { classes, attributes = [] }: DataShape,
  recipe = "--conditional",
): Condition {
  if (settings.conditional !== true) return {};
  if (classes < 2 && attributes.length === 0) {
    throw new GantryError("E109", { recipe, needs: "knowledge", instead: null });
  }
  return { classes: classes < 2 ? 0 : classes, attributes };
}

/** Channels of what D is shown: those of a pack's images, and the planes of y. */
export function shownChannels(settings: Settings, data: Images): number {
  const [pack, told] = [packOf(settings), conditionLength(conditionFor(settings, data))];
  return pack * data.channels + (told === 0 ? 0 : conditionChannels(conditioningOf(settings), pack * told));
}
