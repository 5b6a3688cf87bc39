/** @file What will be trained: the data opened, the recipe found, every value settled, the game declared. */
import type { Attribute } from "../base/attribute.ts";
import { GantryError } from "../base/error.ts";
import type { ResolvedConfig } from "../config/index.ts";
import type { Attributes } from "../data/attributes.ts";
import type { Dataset } from "../data/dataset.ts";
import { labelledSubset } from "../data/labelled.ts";
import type { Game } from "../game/game.ts";
import { withLossScaling } from "../game/loss-scaling.ts";
import type { DataShape, Recipe } from "../game/recipe.ts";
import { declareGame } from "../steps/declare.ts";
import type { GameLayout } from "../steps/layout.ts";
import type { Start } from "./inherit.ts";

export interface Plan {
  readonly config: ResolvedConfig;
  readonly dataset: Dataset;
  readonly recipe: Recipe;
  readonly game: Game;
  readonly layout: GameLayout;
  /** What the first state takes from another run. */
  readonly start?: Start;
}

/** Of a record, the columns alone are known. */
interface ShapedData extends Pick<Dataset, "kind" | "shape" | "classes"> {
  readonly count?: number;
  readonly attributes?: Attributes | readonly Attribute[] | undefined;
}

/** What the data looks like to a recipe. @param data a dataset, or what a run's record says of one */
export function dataShapeOf({ attributes, ...data }: ShapedData): DataShape {
  const columns = attributes !== undefined && "columns" in attributes ? attributes.columns : attributes;
  const known = {
    classes: data.classes?.length ?? 0,
    ...(columns === undefined ? {} : { attributes: columns }),
    ...(data.count === undefined ? {} : { count: data.count }),
  };
  const [channels = 1, size = 1] = data.shape;
  return data.kind === "images"
    ? { kind: "images", size, channels, ...known }
    : { kind: "points", dimensions: channels, ...known };
}

/** A recipe's game, as it is trained at a precision. */
export function gameFor(
  recipe: Recipe,
  { settings, precision }: Pick<ResolvedConfig["values"], "settings" | "precision">,
  data: DataShape,
): Game {
  const game = recipe.game(settings, data);
  return precision === "mixed" ? withLossScaling(game) : game;
}

/** @throws E150, E151 where a labelled subset of such a size cannot be had */
function checkLabelled({ inputs }: Game, dataset: Dataset, seed: number): void {
  for (const input of Object.values(inputs)) {
    if (input.kind === "data" && input.labelled !== undefined) labelledSubset(dataset, input.labelled, seed);
  }
}

/** @throws E109 where the data have no attributes, E113 where they have others than the game is to be told */
function checkAttributes({ inputs }: Game, recipe: Recipe, { attributes }: Dataset): void {
  for (const [name, input] of Object.entries(inputs)) {
    if (input.kind !== "attributes") continue;
    if (attributes === undefined)
      throw new GantryError("E109", { recipe: recipe.name, needs: "attributes", instead: null });
    const [told, known] = [input.columns, attributes.columns].map((columns) =>
      columns.map((column) => column.name).join(", "),
    );
    if (told === known) continue;
    throw new GantryError("E113", {
      where: `input ${name}`,
      problem: `its attributes are ${told}, those of the data ${known}`,
    });
  }
}

/** @throws E1xx where data and settings do not go together, or the game asks for what is not known of the data */
export function planFor(config: ResolvedConfig, recipe: Recipe, dataset: Dataset): Plan {
  const game = gameFor(recipe, config.values, dataShapeOf(dataset));
  const labelled = Object.values(game.inputs).some(({ kind }) => kind === "labels");
  if (labelled && dataset.labels === undefined) {
    throw new GantryError("E109", { recipe: recipe.name, needs: "labels", instead: null });
  }
  checkAttributes(game, recipe, dataset);
  checkLabelled(game, dataset, config.values.seed);
  return { config, dataset, recipe, game, layout: declareGame(game) };
}
