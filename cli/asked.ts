/** @file What somebody asks of a conditional generator on the command line: `--class`, `--y`. */
import { decimalNumber, GantryError, suggestionFor } from "gantry/base";
import type { Conditions, Generator } from "gantry/runtime/node";
import { short } from "./format.ts";
import { classFor } from "./run-generator.ts";
import { say } from "./talk.ts";
import type { Cli, Options, VerbOption } from "./verb.ts";

export const askedOptions: readonly VerbOption[] = [
  { name: "class", type: { kind: "text" }, default: null, argument: "class" },
  { name: "y", type: { kind: "list" }, default: null, argument: "name=number,…" },
];

/**
 * The attributes that `--y` asks for, by name; null where it is not given.
 * @throws E207 for nothing at all, what is not name=number, or a name twice, E214 no such attribute, E215 a generator without attributes
 */
export function attributesFor({ attributes }: Generator, options: Options): Readonly<Record<string, number>> | null {
  const words = options.list("y");
  if (words === null) return null;
  if (attributes === null) throw new GantryError("E215", { where: "--y" });
  const known = attributes.map(({ name }) => name);
  const example = `${known[0]}=${attributes[0]?.max}, a name and a number`;
  if (words.length === 0) throw new GantryError("E207", { where: "--y", expected: example, got: '""' });
  const entries = words.map((word): readonly [string, number] => {
    const [, name = "", text = ""] = /^([^=]*)=(.*)$/.exec(word) ?? [];
    const value = decimalNumber(text.trim());
    if (Number.isNaN(value)) throw new GantryError("E207", { where: "--y", expected: example, got: word });
    const found = name.trim();
    if (known.includes(found)) return [found, value];
    throw new GantryError("E214", { where: "--y", got: found, suggestion: suggestionFor(found, known), known });
  });
  const again = entries.findIndex(([name], i) => entries.findIndex(([other]) => other === name) < i);
  if (again >= 0) throw new GantryError("E207", { where: "--y", expected: "each name once", got: words.join(",") });
  return Object.fromEntries(entries);
}

/** What all that is drawn is asked for: a class and attributes, where they are named. */
export function conditionsFor(generator: Generator, options: Options): Conditions {
  const [label, attributes] = [classFor(generator, options), attributesFor(generator, options)];
  return { ...(label === undefined ? {} : { label }), ...(attributes === null ? {} : { attributes }) };
}

/** Says which of the attributes asked for are less or more than any in the data: G has never seen such. */
export function sayBeyond(cli: Cli, { attributes: known }: Generator, { attributes = {} }: Conditions): void {
  const number = (value: number): string => short(value, cli.language);
  for (const { name, min, max } of known ?? []) {
    const value = attributes[name];
    if (typeof value !== "number" || (value >= min && value <= max)) continue;
    say(cli, `  ${cli.texts.results.grid.beyond({ name, value: number(value), min: number(min), max: number(max) })}`);
  }
}
