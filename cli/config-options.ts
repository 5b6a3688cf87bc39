/** @file The run's configuration as flags, generated from the one table of fields and the recipes' settings. */
import type { Command } from "commander";
import { Option } from "commander";
import {
  type ConfigEntry,
  type ConfigLayer,
  type ConfigValue,
  flagOf,
  type GeneralKey,
  generalFields,
  generalKeys,
  setLayer,
  typeOfSetting,
} from "gantry/config";
import type { Recipe } from "gantry/game";
import type { Messages, ValueType } from "gantry/messages";

export interface ConfigFlag {
  readonly key: string;
  readonly flag: string;
  readonly type: ValueType;
  readonly default: ConfigValue;
  readonly argument: string;
  readonly help: string;
  readonly group: keyof Messages["frame"]["groups"];
}

const GROUPS: Readonly<Record<GeneralKey, ConfigFlag["group"]>> = {
  data: "data",
  dataDir: "data",
  size: "data",
  channels: "data",
  crop: "data",
  classes: "data",
  attributes: "data",
  attributesFile: "data",
  exclude: "data",
  flip: "data",
  recipe: "training",
  from: "training",
  steps: "training",
  minutes: "training",
  seed: "training",
  device: "training",
  precision: "training",
  threads: "training",
  autotune: "training",
  sampleEvery: "training",
  sampleWeights: "training",
  saveEvery: "training",
  keep: "training",
  evalEvery: "training",
  evalN: "training",
  evalFeatures: "training",
  evalMetric: "training",
  patience: "training",
  onNan: "training",
  onCollapse: "training",
  out: "run",
  run: "run",
  note: "run",
  tag: "run",
  lang: "common",
};

/** `data` is a word of the command line, not a flag. */
export function generalFlags(texts: Messages): readonly ConfigFlag[] {
  return generalKeys
    .filter((key) => key !== "data")
    .map((key) => {
      const { default: initial, elsewhere, ...field } = generalFields[key];
      const shown = elsewhere === true ? null : initial; // the help says where such a default comes from
      // Of a switch that is on, the help shows the flag that turns it off.
      const help = initial === true ? offHelp(key, texts) : texts.fields[key];
      return { key, flag: flagOf(key), ...field, default: shown, help, group: GROUPS[key] };
    });
}

const offHelp = (key: GeneralKey, { fields, fieldsOff }: Messages): string =>
  key in fieldsOff ? fieldsOff[key as keyof Messages["fieldsOff"]] : fields[key];

/** One flag for each setting any recipe has; the same name means the same in all. */
export function settingFlags(recipes: readonly Recipe[], texts: Messages): readonly ConfigFlag[] {
  const flags = new Map<string, ConfigFlag>();
  for (const recipe of recipes) {
    for (const [key, setting] of Object.entries(recipe.settings)) {
      if (flags.has(key) || Object.hasOwn(generalFields, key)) continue;
      const type = typeOfSetting(setting);
      const argument = type.kind === "choice" ? type.choices.join("|") : type.kind === "switch" ? "" : "n";
      const help = texts.settings[setting.help] ?? setting.help;
      flags.set(key, { key, flag: flagOf(key), type, default: null, argument, help, group: "settings" });
    }
  }
  return [...flags.values()];
}

/** " (default 64)" behind an option's help; nothing where there is no default, or a switch is simply off. */
export function initialText(initial: ConfigValue, { frame }: Messages): string {
  const value = Array.isArray(initial) ? initial.join(",") : String(initial ?? "");
  return value === "" || typeof initial === "boolean" ? "" : frame.initial({ value });
}

/** Adds the flags to a command; a switch gets its opposite beside it, so that what a file says can be taken back. */
export function addConfigFlags(command: Command, flags: readonly ConfigFlag[], texts: Messages): void {
  for (const { flag, type, default: initial, argument, help, group } of flags) {
    const heading = texts.frame.groups[group];
    if (type.kind === "switch") {
      const not = flag.replace("--", "--no-");
      const [shown, hidden] = initial === true ? [not, flag] : [flag, not]; // the one that changes something
      command.addOption(new Option(shown, help).helpGroup(heading));
      command.addOption(new Option(hidden, help).hideHelp());
    } else {
      command.addOption(new Option(`${flag} <${argument}>`, help + initialText(initial, texts)).helpGroup(heading));
    }
  }
}

/**
 * What flags and `--set` say, as layers.
 * @param given commander's values by attribute name @param assignments the texts of `--set`
 */
export function flagLayers(
  flags: readonly ConfigFlag[],
  given: Readonly<Record<string, unknown>>,
  assignments: readonly string[],
): readonly ConfigLayer[] {
  const entries = flags.flatMap(({ key, flag }): ConfigEntry[] => {
    const value = given[new Option(flag).attributeName()];
    return value === undefined ? [] : [{ key, value: String(value), where: flag, text: true }];
  });
  return [{ origin: "flag", entries }, setLayer(assignments)];
}
