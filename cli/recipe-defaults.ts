/** @file What a recipe sets by itself, by the kind of data and, for images, by their size. */
import type { DataShape, Recipe, Settings } from "gantry/game";

export interface RecipeDefaults {
  readonly points: Settings;
  /** For images of 64 pixels. */
  readonly images: Settings;
  /** Where images of 28 pixels get others: those, and the largest size that gets them; null where they get the same. */
  readonly smallImages: { readonly upTo: number; readonly values: Settings } | null;
}

const [SMALL, LARGE] = [28, 64];

const points: DataShape = { kind: "points", dimensions: 2, classes: 0 };
const imagesOf = (size: number): DataShape => ({ kind: "images", size, channels: 3, classes: 0 });

/** Asks the recipe size by size, so that no recipe need say where it draws the line. */
export function recipeDefaults({ defaultsFor }: Recipe): RecipeDefaults {
  const at = (data: DataShape): Settings => defaultsFor?.(data) ?? {};
  const [values, images] = [at(imagesOf(SMALL)), at(imagesOf(LARGE))];
  const asSmall = (size: number): boolean => JSON.stringify(at(imagesOf(size))) === JSON.stringify(values);
  let upTo = SMALL;
  while (upTo < LARGE && asSmall(upTo + 1)) upTo += 1;
  return { points: at(points), images, smallImages: upTo === LARGE ? null : { upTo, values } };
}
