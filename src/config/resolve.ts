/**
 * @file The one way to a configuration: layers in, every value with its origin out.
 *
 * It takes two steps, because a recipe's defaults depend on the data and the data must be opened first:
 * `generalConfig` settles what opening the data needs, `resolveConfig` the rest.
 */
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import type { DataShape, Recipe, Setting, Settings, SettingValue } from "../game/recipe.ts";
import type { ValueType } from "../messages/value-type.ts";
import {
  type ConfigValue,
  type GeneralConfig,
  type GeneralKey,
  generalFields,
  generalKeys,
  isGeneralKey,
} from "./fields.ts";
import type { ConfigLayer, Origin } from "./sources.ts";
import { type ConfigEntry, checkedValue } from "./value.ts";

/** All of a run's configuration; `settings` are the recipe's, by dotted key. */
export interface ConfigValues extends GeneralConfig {
  readonly settings: Settings;
}

/** Plain JSON: it stands in `run.json`. `origins` has one entry for each general field and each setting. */
export interface ResolvedConfig {
  readonly values: ConfigValues;
  readonly origins: Readonly<Record<string, Origin>>;
}

/** What the machine or the caller knows better than the table: processor count, language. */
export type ConfigDefaults = Partial<Pick<GeneralConfig, "threads" | "lang" | "dataDir">>;

interface Settled {
  readonly values: Record<string, ConfigValue>;
  readonly origins: Record<string, Origin>;
  readonly where: Record<string, string>;
}

const emptySettled = (): Settled => ({ values: {}, origins: {}, where: {} });

function put(settled: Settled, key: string, value: ConfigValue, origin: Origin, where = key): void {
  settled.values[key] = value;
  settled.origins[key] = origin;
  settled.where[key] = where;
}

function settleGeneral(layers: readonly ConfigLayer[], defaults: ConfigDefaults): Settled {
  const settled = emptySettled();
  for (const key of generalKeys) put(settled, key, generalFields[key].default, "default");
  for (const [key, value] of Object.entries(defaults)) put(settled, key, value, "default");
  for (const { origin, entries } of layers) {
    for (const entry of entries) {
      if (isGeneralKey(entry.key)) put(settled, entry.key, generalValue(entry.key, entry), origin, entry.where);
    }
  }
  return settled;
}

function generalValue(key: GeneralKey, entry: ConfigEntry): ConfigValue {
  const field = generalFields[key];
  return checkedValue(field.type, entry, field.elsewhere === true ? null : field.default);
}

/**
 * The general fields alone. `size`, `channels` and `recipe` are what somebody asked for, or the table's defaults:
 * enough to open the data. @throws E101
 */
export function generalConfig(layers: readonly ConfigLayer[], defaults: ConfigDefaults = {}): GeneralConfig {
  return settleGeneral(layers, defaults).values as unknown as GeneralConfig;
}

/** The recipe that somebody named, or the one for this kind of data: `dcgan` for images, `gan` for points. */
export function recipeNameFor(layers: readonly ConfigLayer[], data: DataShape): string {
  const { values, origins } = settleGeneral(layers, {});
  if (origins.recipe !== "default") return values.recipe as string;
  return data.kind === "images" ? "dcgan" : "gan";
}

/**
 * What a setting is as far as can be said before the data are opened: what somebody asked for, or the recipe's own.
 * @returns undefined where the recipe has no such setting @throws E101, E102
 */
export function settingBeforeData(
  layers: readonly ConfigLayer[],
  recipe: Recipe,
  key: string,
): SettingValue | undefined {
  const asked = layers.flatMap(({ entries }) => entries).findLast((entry) => entry.key === key);
  if (asked !== undefined) return settingValue(recipe, emptySettled(), asked) as SettingValue;
  return Object.hasOwn(recipe.settings, key) ? recipe.settings[key]?.default : undefined;
}

/**
 * Everything, checked. A recipe's own or data-dependent default for a general field (`steps`) weighs like its others.
 * @throws E101 a value its field does not take, E102 an unknown key, E107 an image field with points
 */
export function resolveConfig(
  layers: readonly ConfigLayer[],
  recipe: Recipe,
  data: DataShape,
  defaults: ConfigDefaults = {},
): ResolvedConfig {
  const general = settleGeneral(layers, defaults);
  const settings = emptySettled();
  fillFromData(general, recipe, data);
  for (const [key, setting] of Object.entries(recipe.settings))
    weakly(general, settings, key, setting.default, "recipe");
  for (const [key, value] of Object.entries(recipe.defaultsFor?.(data) ?? {}))
    weakly(general, settings, key, value, "data");
  for (const { origin, entries } of layers) {
    for (const entry of entries) {
      if (isGeneralKey(entry.key)) continue;
      put(settings, entry.key, settingValue(recipe, settings, entry), origin, entry.where);
    }
  }
  return {
    values: {
      ...(general.values as unknown as GeneralConfig),
      settings: settings.values as Record<string, SettingValue>,
    },
    origins: { ...general.origins, ...settings.origins },
  };
}

/** A default of the recipe: into its settings, or over a general field's default that nobody touched. */
function weakly(
  general: Settled,
  settings: Settled,
  key: string,
  value: SettingValue,
  origin: "recipe" | "data",
): void {
  if (!isGeneralKey(key)) put(settings, key, value, origin);
  else if (general.origins[key] === "default" || general.origins[key] === "recipe") put(general, key, value, origin);
}

function fillFromData(general: Settled, recipe: Recipe, data: DataShape): void {
  if (general.origins.recipe === "default") put(general, "recipe", recipe.name, "data");
  if (data.kind === "points") {
    for (const key of generalKeys) {
      const given = general.origins[key] !== "default" && general.values[key] !== generalFields[key].default;
      if (generalFields[key].image === true && given) {
        throw new GantryError("E107", { where: general.where[key] as string, kind: "points" });
      }
    }
    return;
  }
  if (general.values.size === null) put(general, "size", data.size, "data");
  if (general.values.channels === null) put(general, "channels", data.channels, "data");
}

function settingValue(recipe: Recipe, settings: Settled, entry: ConfigEntry): ConfigValue {
  const setting = Object.hasOwn(recipe.settings, entry.key) ? recipe.settings[entry.key] : undefined;
  if (setting === undefined) {
    const known = [...Object.keys(recipe.settings), ...generalKeys];
    const why = Object.hasOwn(recipe.leftOut ?? {}, entry.key) ? recipe.leftOut?.[entry.key] : undefined;
    throw new GantryError("E102", {
      where: entry.where,
      recipe: recipe.name,
      suggestion: suggestionFor(entry.key, known),
      known: Object.keys(recipe.settings),
      ...(why && { why }),
    });
  }
  return checkedValue(typeOfSetting(setting), entry, settings.values[entry.key] ?? setting.default);
}

/** A setting without its default and its help: what a value may be. */
export function typeOfSetting({ default: _, help: __, ...type }: Setting): ValueType {
  return type;
}
