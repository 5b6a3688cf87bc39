/** @file From what a page asks to what will be trained. All of it is at hand: embedded sets, arrays, recipes. */
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import {
  type ConfigLayer,
  type GeneralConfig,
  generalConfig,
  objectLayer,
  recipeNameFor,
  resolveConfig,
} from "../config/index.ts";
import { arrayDataset, type ImageArrays, type PointArrays } from "../data/arrays.ts";
import type { ImageChannels } from "../data/channels.ts";
import type { Dataset } from "../data/dataset.ts";
import { embeddedDataset } from "../data/embedded.ts";
import type { Recipe } from "../game/recipe.ts";
import type { InPage } from "../messages/en/errors-runtime.ts";
import { recipes } from "../recipes/index.ts";
import { dataShapeOf, type Plan, planFor } from "./plan.ts";

/** An embedded set by name (`ring8`, `strokes`), or arrays. */
export type PageData = string | PointArrays | ImageArrays;

export interface PlanInput {
  readonly data: PageData;
  /** A built-in one by name, one of `known` by name, or a recipe itself. */
  readonly recipe: string | Recipe | undefined;
  /** Any value of the configuration, by key (`steps`, `seed`, `"lr.g"` or `lr: { g }`). */
  readonly values: Readonly<Record<string, unknown>>;
  /** Recipes beside the built-in ones. */
  readonly known?: readonly Recipe[];
}

/** Fields that only the command line has a use for, and what holds in their place. */
const ELSEWHERE: Partial<Record<keyof GeneralConfig, InPage>> = {
  device: "runtime",
  threads: "runtime",
  autotune: "fixed",
  out: "memory",
  run: "memory",
  from: "memory",
  dataDir: "arrays",
  attributesFile: "arrays",
  exclude: "arrays",
  crop: "arrays",
  evalFeatures: "features",
};

/** An evaluation keeps the thread for seconds, and a page has one to draw with: only where somebody asks for it. */
const UNASKED = { evalEvery: 0 } as const;

/** @throws E10x for values that do not fit, E300 no such embedded set, E403 for fields that mean nothing in a page */
export function planInPage({ data, recipe, values, known = [] }: PlanInput): Plan {
  for (const [field, instead] of Object.entries(ELSEWHERE)) {
    if (field in values) throw new GantryError("E403", { where: `config.${field}`, instead });
  }
  const named = { ...(typeof data === "string" ? { data } : {}), ...(typeof recipe === "string" ? { recipe } : {}) };
  const layers: readonly ConfigLayer[] = [objectLayer({ ...UNASKED, ...values, ...named })];
  const dataset = typeof data === "string" ? embedded(data, generalConfig(layers)) : arrayDataset(data);
  const shape = dataShapeOf(dataset);
  const chosen = typeof recipe === "object" ? recipe : recipeNamed(recipeNameFor(layers, shape), known);
  return planFor(resolveConfig(layers, chosen, shape), chosen, dataset);
}

function embedded(name: string, { size, channels, classes, attributes }: GeneralConfig): Dataset {
  return embeddedDataset(name, {
    ...(size === null ? {} : { size }),
    ...(channels === null ? {} : { channels: channels as ImageChannels }),
    ...(classes === null ? {} : { classes }),
    ...(attributes === null ? {} : { attributes }),
  });
}

function recipeNamed(name: string, known: readonly Recipe[]): Recipe {
  const all = [...known, ...recipes];
  const found = all.find((recipe) => recipe.name === name);
  if (found !== undefined) return found;
  const names = all.map((recipe) => recipe.name);
  throw new GantryError("E103", { got: name, suggestion: suggestionFor(name, names), known: names });
}
