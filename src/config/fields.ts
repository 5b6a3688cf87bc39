/**
 * @file The general fields of a training run: what holds whichever recipe is trained. Flags, the configuration file,
 * `--set`, the documentation and the JSON Schema are all made from this table and a recipe's own table of settings.
 */
import { CROPS, type Crop, DEFAULT_CROP } from "../data/crops.ts";
import type { SettingValue } from "../game/recipe.ts";
import type { Language } from "../messages/errors.ts";
import type { ValueType } from "../messages/value-type.ts";

/** `null` stands for "not given" in a field that has no default of its own. */
export interface GeneralConfig {
  readonly data: string | null;
  readonly dataDir: string | null;
  readonly size: number | null;
  readonly channels: number | null;
  readonly crop: Crop;
  readonly classes: readonly string[] | null;
  readonly attributes: readonly string[] | null;
  readonly attributesFile: string | null;
  readonly exclude: readonly string[] | null;
  readonly flip: boolean;
  readonly recipe: string;
  readonly from: string | null;
  readonly steps: number;
  readonly minutes: number | null;
  readonly seed: number;
  readonly device: Device;
  readonly precision: "full" | "mixed";
  readonly threads: number;
  readonly autotune: boolean;
  readonly sampleEvery: number;
  readonly sampleWeights: "both" | "average";
  readonly saveEvery: number;
  readonly keep: number;
  readonly evalEvery: number;
  readonly evalN: number;
  readonly evalFeatures: string;
  readonly evalMetric: EvalMetric;
  readonly patience: number | null;
  readonly onNan: "rollback" | "stop";
  readonly onCollapse: "warn" | "stop";
  readonly out: string;
  readonly run: string | null;
  readonly note: string | null;
  readonly tag: readonly string[];
  readonly lang: Language;
}

/** What says which checkpoint is the best. */
export type EvalMetric = "auto" | "frechet" | "kid" | "sliced";

export type Device = "auto" | "cpu" | "webgpu" | "cuda";
export type GeneralKey = keyof GeneralConfig;
export type ConfigValue = SettingValue | readonly string[] | null;

/**
 * `image`: has a meaning for images only. `argument`: how the help names the value. `elsewhere`: the default here only
 * stands in for one that the machine, the recipe or the data knows better.
 */
export interface Field {
  readonly type: ValueType;
  readonly default: ConfigValue;
  readonly argument: string;
  readonly image?: true;
  readonly elsewhere?: true;
}

const text = (argument: string, value: string | null = null): Field => ({
  type: { kind: "text" },
  default: value,
  argument,
});
const integer = (value: number | null, min: number, max?: number): Field => ({
  type: max === undefined ? { kind: "integer", min } : { kind: "integer", min, max },
  default: value,
  argument: "n",
});
const list = (argument: string, value: readonly string[] | null): Field => ({
  type: { kind: "list" },
  default: value,
  argument,
});
const choice = (choices: readonly string[], value: string): Field => ({
  type: { kind: "choice", choices },
  default: value,
  argument: choices.join("|"),
});

/** In the order people meet them. */
export const generalFields: Readonly<Record<GeneralKey, Field>> = {
  data: text("data"),
  dataDir: text("folder"),
  size: { ...integer(null, 8, 1024), argument: "pixels", image: true },
  channels: { type: { kind: "integer", only: [1, 3, 4] }, default: null, argument: "1|3|4", image: true },
  crop: { ...choice(CROPS, DEFAULT_CROP), image: true },
  classes: list("a,b", null),
  attributes: { ...list("a,b", null), image: true },
  attributesFile: { ...text("file"), image: true },
  exclude: { ...list("a.png,b.png", null), image: true },
  flip: { type: { kind: "switch" }, default: false, argument: "", image: true },
  recipe: { ...text("recipe", "gan"), elsewhere: true },
  from: text("run"),
  steps: { ...integer(5000, 1), elsewhere: true },
  minutes: { type: { kind: "number", above: 0 }, default: null, argument: "n" },
  seed: integer(0, 0, 2 ** 32 - 1),
  device: choice(["auto", "cpu", "webgpu", "cuda"], "auto"),
  precision: choice(["full", "mixed"], "full"),
  threads: { ...integer(1, 1, 1024), elsewhere: true },
  autotune: { type: { kind: "switch" }, default: true, argument: "" },
  sampleEvery: integer(200, 1),
  sampleWeights: choice(["both", "average"], "both"),
  saveEvery: integer(1000, 1),
  keep: integer(2, 1),
  evalEvery: integer(1000, 0),
  evalN: integer(2048, 2, 1_000_000),
  evalFeatures: text("network", "auto"),
  evalMetric: choice(["auto", "frechet", "kid", "sliced"], "auto"),
  patience: integer(null, 1),
  onNan: choice(["rollback", "stop"], "rollback"),
  onCollapse: choice(["warn", "stop"], "warn"),
  out: text("folder", "runs"),
  run: text("name"),
  note: text("text"),
  tag: list("a,b", []),
  lang: { ...choice(["en", "zh"], "en"), elsewhere: true },
};

export const generalKeys: readonly GeneralKey[] = Object.keys(generalFields) as GeneralKey[];

export const isGeneralKey = (key: string): key is GeneralKey => Object.hasOwn(generalFields, key);
