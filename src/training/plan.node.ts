/**
 * @file From what somebody asks to what will be trained: the data opened, the recipe found, every value settled, the
 * game declared. `--dry-run` shows a plan; training begins from one.
 */
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { GantryError } from "../base/error.ts";
import {
  type ConfigDefaults,
  type ConfigLayer,
  type ConfigValues,
  generalConfig,
  type ResolvedConfig,
  recipeNameFor,
  resolveConfig,
} from "../config/index.ts";
import { settingBeforeData } from "../config/resolve.ts";
import { type Crop, DEFAULT_CROP } from "../data/crops.ts";
import type { Dataset } from "../data/dataset.ts";
import { listDatasets, type OpenOptions, openDataset } from "../data/open.node.ts";
import type { DataShape, Recipe, SettingValue } from "../game/recipe.ts";
import { isPublished, isRecipePath, loadRecipe } from "../recipes/load.node.ts";
import { readStart } from "./from.node.ts";
import { dataShapeOf, type Plan, planFor } from "./plan.ts";

/** The field is younger than some runs. */
export const cropOf = ({ crop }: Pick<ConfigValues, "crop">): Crop => crop ?? DEFAULT_CROP;

type DataKey = "size" | "channels" | "crop" | "classes" | "attributes" | "attributesFile" | "exclude" | "dataDir";

/** Values as `openDataset` asks for them; absent where nobody said. */
export function openOptions(values: Pick<ConfigValues, DataKey>): Parameters<typeof openDataset>[1] {
  const { size, channels, classes, dataDir } = values;
  const [attributes, attributesFile] = [values.attributes ?? null, values.attributesFile ?? null]; // younger than some runs
  const exclude = values.exclude ?? null; // so is this
  return {
    ...(size === null ? {} : { size }),
    ...(channels === null ? {} : { channels: channels as 1 | 3 | 4 }),
    crop: cropOf(values),
    ...(classes === null ? {} : { classes }),
    ...(attributes === null ? {} : { attributes }),
    ...(attributesFile === null ? {} : { attributesFile }),
    ...(exclude === null ? {} : { exclude }),
    ...(dataDir === null ? {} : { dataDir }),
  };
}

export interface PlanOptions {
  readonly layers: readonly ConfigLayer[];
  readonly defaults?: ConfigDefaults;
  /** A recipe that is at hand, in place of a named one. */
  readonly recipe?: Recipe;
  /** Data that is at hand, in place of a named set. */
  readonly dataset?: Dataset;
  readonly onProgress?: OpenOptions["onProgress"];
}

/** What data that are not opened yet may be: only a folder of images has attributes that nobody asked for. */
const UNOPENED: DataShape = { kind: "images", size: 64, channels: 3, classes: 0 };

/** Of a recipe of somebody's own without that setting nobody knows. @param conditional the setting, if it has one */
const mayTellAttributes = (recipe: Recipe, conditional: SettingValue | undefined): boolean =>
  conditional === undefined ? !isPublished(recipe) : conditional === true;

/** @throws E10x for values that do not fit, E30x where the data cannot be used */
export async function planRun({
  layers,
  defaults,
  recipe: given,
  dataset: ready,
  onProgress,
}: PlanOptions): Promise<Plan> {
  const machine: ConfigDefaults = { threads: availableParallelism(), ...defaults };
  const general = generalConfig(layers, machine);
  if (general.data === null && ready === undefined) throw new GantryError("E105", {});
  const progress = onProgress === undefined ? {} : { onProgress };
  const open = async (): Promise<Dataset> => {
    const asked = given ?? (await loadRecipe(recipeNameFor(layers, UNOPENED)));
    const attributesAside = !mayTellAttributes(asked, settingBeforeData(layers, asked, "conditional"));
    return openDataset(general.data as string, { ...openOptions(general), attributesAside, ...progress });
  };
  const dataset = ready ?? (await open());
  const shape = dataShapeOf(dataset);
  const recipe = given ?? (await loadRecipe(recipeNameFor(layers, shape)));
  return withStart(planFor(withWholePaths(resolveConfig(layers, recipe, shape, machine)), recipe, dataset));
}

/**
 * Reads what a new run begins with, if anything and if that was not done; its configuration then names the very file.
 * @throws E50x, E519
 */
export async function withStart(plan: Plan): Promise<Plan> {
  const { values, origins } = plan.config;
  if ((values.from ?? null) === null || plan.start !== undefined) return plan;
  const start = await readStart(values.from as string, plan.layout, values.out);
  return { ...plan, config: { values: { ...values, from: start.path }, origins }, start };
}

/** Relative paths become whole ones, so that a run resumes from whatever folder it is asked in. */
function withWholePaths({ values, origins }: ResolvedConfig): ResolvedConfig {
  const { data, recipe, attributesFile } = values;
  const named = data === null || listDatasets().some(({ name }) => name === data);
  const whole = {
    data: named ? data : resolve(data),
    recipe: isRecipePath(recipe) ? resolve(recipe) : recipe,
    attributesFile: attributesFile === null ? null : resolve(attributesFile),
  };
  return { values: { ...values, ...whole }, origins };
}

/**
 * The plan of a configuration that is settled already: a worker's, or a resumed run's.
 * @param atHand a recipe or data that have no name to find them by @param onData given the data before anything is
 * planned for them: a check of them may throw
 */
export async function planFromConfig(
  config: ResolvedConfig,
  atHand: Pick<PlanOptions, "recipe" | "dataset"> = {},
  onData: (dataset: Dataset) => void = () => {},
): Promise<Plan> {
  const { data, recipe: name, settings } = config.values;
  if (data === null && atHand.dataset === undefined) throw new GantryError("E105", {});
  const recipe = atHand.recipe ?? (await loadRecipe(name));
  const attributesAside = !mayTellAttributes(recipe, settings.conditional);
  const options = { ...openOptions(config.values), attributesAside, excludedGone: true };
  const dataset = atHand.dataset ?? (await openDataset(data as string, options));
  onData(dataset);
  return planFor(config, recipe, dataset);
}
