/** @file Batches of data: how many items, and of which shape. */
import { GantryError } from "../../base/error.ts";
import type { Shape } from "../../base/shape.ts";
import type { DataShape, Setting, Settings } from "../../game/recipe.ts";

export type Images = Extract<DataShape, { readonly kind: "images" }>;

export const batchSetting = (count: number, min = 1): Setting => ({
  ...{ kind: "integer", default: count, min, help: "examples a batch" },
});

/** `[C, H, W]` or `[D]`. */
export const itemShape = (data: DataShape): Shape =>
  data.kind === "images" ? [data.channels, data.size, data.size] : [data.dimensions];

/** `[N, C, H, W]` or `[N, D]`. */
export const batchShape = (settings: Settings, data: DataShape): Shape => [
  settings.batch as number,
  ...itemShape(data),
];

/** The data, for a recipe that is for images. @param instead a recipe that takes points @throws E109 where they are points */
export function imagesFor(recipe: string, data: DataShape, instead: string): Images {
  if (data.kind === "images") return data;
  throw new GantryError("E109", { recipe, needs: "images", instead });
}
