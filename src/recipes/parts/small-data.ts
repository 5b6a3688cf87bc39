/** @file Defaults for few images: D sees them only through DiffAugment, or it would learn them by heart. */
import { type DataShape, type Settings, SMALL_DATA } from "../../game/recipe.ts";

/**
 * A recipe's own defaults for its data, and `augment` on top where images are few.
 * @param own `defaultsFor` of a recipe that has the setting `augment`
 */
export const withSmallData =
  (own: (data: DataShape) => Settings): ((data: DataShape) => Settings) =>
  (data) => ({ ...own(data), ...(isSmall(data) ? { augment: "diffaugment" } : {}) });

const isSmall = ({ kind, count }: DataShape): boolean => kind === "images" && count !== undefined && count < SMALL_DATA;
