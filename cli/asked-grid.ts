/** @file A grid of what a conditional generator can be asked for: a row for each class, or for each attribute, or both. */
import type { Attribute } from "gantry/base";
import type { Conditions, Generator } from "gantry/runtime/node";
import type { GridRow } from "gantry/store";
import { conditionsFor } from "./asked.ts";
import { short } from "./format.ts";
import type { Cli, Options } from "./verb.ts";

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
 * then of the next. Rows that walk begin again with the next latent until there are eight, if there are so many samples
 * that each has two at least; one column alone walks nowhere, so its samples are at the mean.
 */
export function gridFor(generator: Generator, options: Options, { asked, columns }: Wanted): Grid {
  const { classes, attributes } = generator;
  const named = conditionsFor(generator, options);
  const turns = {
    classes: classes === null || named.label !== undefined ? [] : classes,
    walks: attributes === null || named.attributes !== undefined || [asked, columns].includes(1) ? [] : attributes,
  };
  if (turns.classes.length + turns.walks.length === 0) {
    return { count: asked ?? COUNT, columns, conditions: named, rows: [] };
  }
  const kinds = Math.max(1, turns.classes.length) * Math.max(1, turns.walks.length);
  const least = turns.walks.length === 0 ? kinds : kinds * Math.ceil(ROW / kinds);
  const across =
    columns ?? (asked === null ? ROW : acrossFor(asked, { kinds, least, walking: turns.walks.length > 0 }));
  const count = asked ?? across * least;
  const rows = Array.from({ length: Math.ceil(count / across) }, (_, row) => rowAt(row, turns));
  return { count, columns: across, ...askedInRows(rows, turns, { count, across }, named), rows: rows.map(plainRow) };
}

/** So many beside one another that rows of each kind have their part; where they walk, two at least. */
function acrossFor(
  asked: number,
  { kinds, least, walking }: { readonly kinds: number; readonly least: number; readonly walking: boolean },
): number {
  if (!walking) return Math.ceil(asked / least);
  return Math.max(2, Math.ceil(asked / least), Math.min(ROW, Math.ceil(asked / kinds)));
}

/** What differs from row to row. */
interface Turns {
  readonly classes: readonly string[];
  readonly walks: readonly Attribute[];
}

/** @property label index of its class @property walk the attribute that it walks @property latent whose it is */
interface TurnedRow {
  readonly label?: number;
  readonly name?: string;
  readonly walk?: Attribute;
  readonly latent: number;
}

function rowAt(row: number, { classes, walks }: Turns): TurnedRow {
  const round = Math.floor(row / Math.max(1, walks.length));
  const label = round % Math.max(1, classes.length);
  const [name, walk] = [classes[label], walks[row % Math.max(1, walks.length)]];
  return { latent: round, ...(name !== undefined && { label, name }), ...(walk && { walk }) };
}

/** Sample by sample, what is asked for in its row; of rows that walk, from one latent each. */
function askedInRows(
  rows: readonly TurnedRow[],
  { classes, walks }: Turns,
  { count, across }: { readonly count: number; readonly across: number },
  named: Conditions,
): Pick<Grid, "conditions" | "latents"> {
  const each = <T>(of: (row: TurnedRow, share: number) => T): T[] =>
    Array.from({ length: count }, (_, i) =>
      of(rows[Math.floor(i / across)] as TurnedRow, (i % across) / Math.max(1, across - 1)),
    );
  const valuesOf = ({ name, min, max, mean }: Attribute): number[] =>
    each(({ walk }, share) => (walk?.name === name ? min + (max - min) * share : mean));
  const attributes = Object.fromEntries(walks.map((column) => [column.name, valuesOf(column)]));
  return {
    conditions: {
      ...named,
      ...(classes.length > 0 && { label: each(({ label = 0 }) => label) }),
      ...(walks.length > 0 && { attributes }),
    },
    ...(walks.length > 0 && { latents: each(({ latent }) => latent) }),
  };
}

const plainRow = ({ name, walk }: TurnedRow): GridRow => ({
  ...(name !== undefined && { class: name }),
  ...(walk && { attribute: walk.name, from: walk.min, to: walk.max }),
});

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
