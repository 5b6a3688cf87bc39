/** @file What somebody asks of a conditional generator on the command line: `--class`, `--y`; and the grid of what it can do. */
import { GantryError, suggestionFor } from "gantry/base";
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
 * @throws E207 for what is not name=number, E214 no such attribute, E215 a generator without attributes
 */
export function attributesFor({ attributes }: Generator, options: Options): Readonly<Record<string, number>> | null {
  const words = options.list("y");
  if (words === null) return null;
  if (attributes === null) throw new GantryError("E215", { where: "--y" });
  const known = attributes.map(({ name }) => name);
  const entries = words.map((word): readonly [string, number] => {
    const [, name = "", text = ""] = /^([^=]*)=(.*)$/.exec(word) ?? [];
    const value = text.trim() === "" ? Number.NaN : Number(text);
    const expected = `${known[0]}=${attributes[0]?.max}, a name and a number`;
    if (!Number.isFinite(value)) throw new GantryError("E207", { where: "--y", expected, got: word });
    const found = name.trim();
    if (known.includes(found)) return [found, value];
    throw new GantryError("E214", { where: "--y", got: found, suggestion: suggestionFor(found, known), known });
  });
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

/** One row of a grid of what a generator can be asked for: a class, or an attribute from its least to its most. */
export interface GridRow {
  readonly class?: string;
  readonly attribute?: string;
  readonly from?: number;
  readonly to?: number;
}

/** A grid, sample by sample. */
export interface Grid {
  readonly count: number;
  /** null: as square as it can be. */
  readonly columns: number | null;
  readonly conditions: Conditions;
  /** Which of the seed's latents each sample has; absent: its own. */
  readonly latents?: readonly number[];
  /** What each row shows; empty where all are alike. */
  readonly rows: readonly GridRow[];
}

const COUNT = 64;
const ROW = 8;

/** How many are wanted, and how many beside one another; null where nothing was said. */
export interface Wanted {
  readonly asked: number | null;
  readonly columns: number | null;
}

/**
 * Unless `--class` says otherwise, a row for each class; unless `--y` does, a row for each attribute, from the least to
 * the most there is in the data, of one latent, the others at their mean. Of both, all attributes of the first class,
 * then of the next. Rows that walk begin again with the next latent until there are eight.
 */
export function gridFor(generator: Generator, options: Options, { asked, columns }: Wanted): Grid {
  const { classes, attributes } = generator;
  const named = conditionsFor(generator, options);
  const inTurn = classes === null || named.label !== undefined ? [] : classes;
  const walks = attributes === null || named.attributes !== undefined ? [] : attributes;
  const kinds = Math.max(1, inTurn.length) * Math.max(1, walks.length);
  if (inTurn.length + walks.length === 0) return { count: asked ?? COUNT, columns, conditions: named, rows: [] };
  const rounds = walks.length === 0 ? 1 : Math.ceil(ROW / kinds);
  const across = columns ?? (asked === null ? ROW : Math.ceil(asked / (kinds * rounds)));
  const count = asked ?? across * kinds * rounds;
  const each = <T>(of: (row: number, column: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => of(Math.floor(i / across), i % across));
  const walkOf = (row: number): number => row % Math.max(1, walks.length);
  const classOf = (row: number): number => Math.floor(row / Math.max(1, walks.length)) % Math.max(1, inTurn.length);
  const shares = each((_, column) => column / Math.max(1, across - 1));
  const walked = walks.map(({ name, min, max, mean }, which) => [
    name,
    each((row) => walkOf(row) === which).map((own, i) => (own ? min + (max - min) * (shares[i] as number) : mean)),
  ]);
  return {
    ...{ count, columns: across },
    conditions: {
      ...named,
      ...(inTurn.length > 0 && { label: each(classOf) }),
      ...(walks.length > 0 && { attributes: Object.fromEntries(walked) }),
    },
    ...(walks.length > 0 && { latents: each((row) => Math.floor(row / walks.length)) }),
    rows: Array.from({ length: Math.ceil(count / across) }, (_, row) => {
      const walk = walks[walkOf(row)];
      return {
        ...(inTurn.length > 0 && { class: inTurn[classOf(row)] as string }),
        ...(walk && { attribute: walk.name, from: walk.min, to: walk.max }),
      };
    }),
  };
}

/** What the rows of a grid show, a line each; nothing where they are classes alone, or all alike. */
export function rowLines({ language, texts }: Cli, { rows, columns }: Grid): string[] {
  if (!rows.some(({ attribute }) => attribute !== undefined)) return [];
  const { row, walking } = texts.results.grid;
  const number = (value: number): string => short(value, language);
  const lines = rows.map(({ class: label, attribute = "", from = 0, to = 0 }, i) =>
    row({ row: i + 1, text: `${label === undefined ? "" : `${label}, `}${attribute} ${number(from)} → ${number(to)}` }),
  );
  return [...lines, walking({ columns: columns ?? 1 })];
}
