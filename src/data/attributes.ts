/**
 * @file Numbers that are known of each item, beside or in place of a class: what a conditional GAN is told as y. They
 * are kept in the units they came in; networks see each column scaled by its least and its most (`game/condition.ts`).
 * Those are of the column as it was read, so a part of the data is scaled as the whole.
 */
import type { Attribute } from "../base/attribute.ts";
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";
import { sha256 } from "./sha256.ts";

export interface Attributes {
  readonly columns: readonly Attribute[];
  /** `[count, columns.length]`, in the units they came in. */
  readonly values: Float32Array;
}

/** @param values `[N, names.length]`, N ≥ 1 */
export function attributesOf(names: readonly string[], values: readonly number[]): Attributes {
  const columns = names.map((name, column): Attribute => ({ name, ...rangeOf(values, column, names.length) }));
  return { columns, values: Float32Array.from(values) };
}

/** Of every `width`-th value from `first` on. No lists in between: there may be millions of values. */
function rangeOf(values: readonly number[], first: number, width: number): Omit<Attribute, "name"> {
  let [min, max, sum, binary] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, true];
  for (let i = first; i < values.length; i += width) {
    const value = values[i] as number;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    binary = binary && (value === 0 || value === 1);
  }
  return { min, max, mean: sum / (values.length / width), binary };
}

/** @param where they come from @throws E339 for a column that tells nothing, and has no range to be scaled by */
export function withoutConstants(attributes: Attributes, where: string): Attributes {
  const constant = attributes.columns.find(({ min, max }) => Math.fround(min) === Math.fround(max));
  if (constant === undefined) return attributes;
  throw new GantryError("E339", { file: where, name: constant.name, value: constant.min });
}

/** Those of some items, scaled as they all are. */
export function attributesAt({ columns, values }: Attributes, indices: ArrayLike<number>): Attributes {
  const rows = rowsAt({ columns, values }, indices);
  const own = attributesOf(
    columns.map(({ name }) => name),
    Array.from(rows),
  );
  return {
    columns: columns.map((column, i) => ({ ...column, mean: own.columns[i]?.mean ?? column.mean })),
    values: rows,
  };
}

/** @param out written in place of a new array @returns `[indices.length, columns.length]` */
export function rowsAt(
  { columns, values }: Attributes,
  indices: ArrayLike<number>,
  out: Float32Array = new Float32Array(indices.length * columns.length),
): Float32Array {
  const width = columns.length;
  for (let i = 0; i < indices.length; i += 1) {
    const from = (indices[i] as number) * width;
    for (let j = 0; j < width; j += 1) out[i * width + j] = values[from + j] as number;
  }
  return out;
}

/** Each column by its name, a number for each item. */
export const columnsOf = ({ columns, values }: Attributes): Record<string, number[]> =>
  Object.fromEntries(
    columns.map(({ name }, column) => [name, Array.from(values).filter((_, i) => i % columns.length === column)]),
  );

/** Other attributes make other data, though the items are the same. */
export function fingerprintWith(fingerprint: string, { columns, values }: Attributes): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return sha256(`${fingerprint} attributes ${JSON.stringify(columns.map(({ name }) => name))} ${sha256(bytes)}`);
}

/** The word for no attributes at all, in a list of names. */
const NONE = "none";

/**
 * Which columns somebody asked for, in the order they were asked for.
 * @param known the columns there are @param wanted by name; all by default @returns their places among `known`
 * @throws E338 for a name that there is none of
 */
export function chosenColumns(known: readonly string[], wanted: readonly string[] = known): readonly number[] {
  if (wantsNone(wanted)) return [];
  return [...new Set(wanted)].map((name) => {
    const place = known.indexOf(name);
    if (place >= 0) return place;
    throw new GantryError("E338", { wanted: name, suggestion: suggestionFor(name, known), known });
  });
}

/** Whether a list asks for no attributes: it is empty, or says `none`. */
export const wantsNone = (wanted: readonly string[] | undefined): boolean =>
  wanted?.every((name) => name === NONE) ?? false;
