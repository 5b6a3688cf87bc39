/** @file What a verb is: a name, words and options that it takes, and what it does. Commander and the docs read it. */
import { type ConfigEntry, type ConfigLayer, type ConfigValue, checkedValue, type GeneralKey } from "gantry/config";
import type { Language, Messages, ValueType } from "gantry/messages";
import type { Paint } from "./paint.ts";
import type { Terminal } from "./terminal.ts";

/** What every verb is given. `json`: stdout is for a program; `quiet`: only errors are said. */
export interface Cli {
  readonly terminal: Terminal;
  readonly language: Language;
  readonly texts: Messages;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Colours for results (stdout) and for talk (stderr). */
  readonly outPaint: Paint;
  readonly errPaint: Paint;
}

/** An option of one verb. `repeat`: may be given several times. Its help stands in `messages`. */
export interface VerbOption {
  readonly name: string;
  readonly type: ValueType;
  readonly default: ConfigValue;
  readonly argument: string;
  readonly repeat?: true;
  /** The value may be left out: the option is then given as "". */
  readonly optional?: true;
}

/** Where a run is looked for that is named by its number or the beginning of its name. */
export const runsOption: VerbOption = { name: "runs", type: { kind: "text" }, default: "runs", argument: "folder" };

export interface Call {
  readonly cli: Cli;
  /** The verb's words, in order; optional ones may be missing, variadic ones are all there. */
  readonly words: readonly string[];
  readonly options: Options;
  /** Flags of the run's configuration and `--set`, if the verb takes them. */
  readonly layers: readonly ConfigLayer[];
}

export interface Verb {
  /** As typed: `train`, `runs show`. A key of `messages.verbs`. */
  readonly name: keyof Messages["verbs"];
  /** As commander writes them: `<run>`, `[data]`. */
  readonly words?: readonly string[];
  readonly options?: readonly VerbOption[];
  /** `all`: takes every flag of a run's configuration; `general`: without the recipe's. */
  readonly config?: "all" | "general";
  /** Fields of the configuration that would be refused whatever they say, and so are no flags of the verb. */
  readonly without?: readonly GeneralKey[];
  /** @returns the exit code */
  readonly run: (call: Call) => Promise<number>;
}

/** A verb's options, checked as they are read. */
export interface Options {
  readonly number: (name: string) => number | null;
  readonly text: (name: string) => string | null;
  readonly list: (name: string) => readonly string[] | null;
  readonly flag: (name: string) => boolean;
}

/** @param given raw texts and switches by option name @throws E101 when a value is read that its type does not allow */
export function optionsOf(verb: Verb, given: Readonly<Record<string, unknown>>): Options {
  const read = (name: string): ConfigValue => {
    const option = (verb.options ?? []).find((candidate) => candidate.name === name);
    if (option === undefined) throw new Error(`${verb.name} declares no option ${name}`);
    if (given[name] === undefined) return option.default;
    if (given[name] === true && option.optional === true) return "";
    const text = Array.isArray(given[name]) ? given[name].join(",") : given[name];
    const entry: ConfigEntry = { key: name, value: String(text), where: flagText(name), text: true };
    return checkedValue(option.type, entry, option.default);
  };
  return {
    number: (name) => read(name) as number | null,
    text: (name) => read(name) as string | null,
    list: (name) => read(name) as readonly string[] | null,
    flag: (name) => read(name) === true,
  };
}

const flagText = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
