/** @file What a recipe sets by itself, by the kind of data and, for images, by their size. */
import type { DataShape, Recipe, Settings } from "gantry/game";

export interface RecipeDefaults {
  readonly points: Settings;
  /** For images of 64 pixels. */
  readonly images: Settings;
  /** Where images of 28 pixels get others: those, and the largest size that gets them; null where they get the same. */
  readonly smallImages: { readonly upTo: number; readonly values: Settings } | null;
  /** What changes where images are few: the count from which it does not, and the settings; null where nothing does. */
  readonly fewImages: { readonly below: number; readonly values: Settings } | null;
}

const [SMALL, LARGE] = [28, 64];

const points: DataShape = { kind: "points", dimensions: 2, classes: 0 };
const imagesOf = (size: number): DataShape => ({ kind: "images", size, channels: 3, classes: 0 });

/** Of more images no recipe says that they are few. */
const MANY = 2 ** 20;

/** Asks the recipe size by size, so that no recipe need say where it draws the line. */
export function recipeDefaults({ defaultsFor }: Recipe): RecipeDefaults {
  const at = (data: DataShape): Settings => defaultsFor?.(data) ?? {};
  const [values, images] = [at(imagesOf(SMALL)), at(imagesOf(LARGE))];
  const asSmall = (size: number): boolean => JSON.stringify(at(imagesOf(size))) === JSON.stringify(values);
  let upTo = SMALL;
  while (upTo < LARGE && asSmall(upTo + 1)) upTo += 1;
  return { points: at(points), images, smallImages: upTo === LARGE ? null : { upTo, values }, fewImages: few(at) };
}

function few(at: (data: DataShape) => Settings): RecipeDefaults["fewImages"] {
  const others = (count: number): [string, Settings[string]][] => {
    const plain = at(imagesOf(LARGE));
    return Object.entries(at({ ...imagesOf(LARGE), count })).filter(([key, value]) => plain[key] !== value);
  };
  let [less, below] = [1, MANY]; // where it changes something, and where it no longer does
  if (others(less).length === 0) return null;
  while (below - less > 1) {
    const middle = (less + below) >> 1;
    if (others(middle).length > 0) less = middle;
    else below = middle;
  }
  return { below, values: Object.fromEntries(others(1)) };
}
