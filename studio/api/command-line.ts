/** @file Values of a configuration as a person would type them: `gantry train cats --recipe dcgan --lr-g 0.0001`. */
import { flagOf, isGeneralKey } from "gantry/config";
import type { StartRequest } from "./requests.ts";

export type PlainValue = StartRequest["values"][string];

export interface CommandOptions {
  /** Where the run goes, if not to `runs`. */
  readonly out?: string;
  /** The recipe is a person's own, whose settings have no flags. */
  readonly ownRecipe?: boolean;
}

/** @param values by key, in any order */
export function commandLine(values: StartRequest["values"], { out, ownRecipe = false }: CommandOptions = {}): string {
  const { data, recipe, ...others } = values;
  const options = Object.entries({ ...(recipe === undefined ? {} : { recipe }), ...others }).map(([key, value]) =>
    ownRecipe && !isGeneralKey(key) ? `--set ${shellWord(`${key}=${textOf(value)}`)}` : optionOf(key, value),
  );
  const words = ["gantry train", ...dataWords(data), ...options];
  return [...words, ...(out === undefined ? [] : [`--out ${shellWord(out)}`])].join(" ");
}

/** A name that begins with a dash would be taken for an option. */
function dataWords(data: PlainValue | undefined): readonly string[] {
  if (data === undefined) return [];
  const text = textOf(data);
  return [text.startsWith("-") ? `--set ${shellWord(`data=${text}`)}` : shellWord(text)];
}

/** `--save-every 200` */
export function optionOf(key: string, value: PlainValue): string {
  const flag = flagOf(key);
  if (typeof value === "boolean") return value ? flag : flag.replace("--", "--no-");
  return `${flag} ${shellWord(textOf(value))}`;
}

export const textOf = (value: PlainValue): string => (Array.isArray(value) ? value.join(",") : String(value));

/** In quotes where a shell would take it apart. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `"${text.replace(/(["\\$`])/g, "\\$1")}"`;
