/** @file What of a comparison stands in the address: `?runs=a,b,c&hide=b&by=images&at=3200&cell=5`. */
import type { Query } from "../../state/route.ts";
import { UNITS, type Unit } from "./alignment.ts";

/** More would be told apart by nobody. */
export const MOST_COMPARED = 6;

export interface CompareOptions {
  readonly runs: readonly string[];
  readonly hidden: readonly string[];
  readonly by: Unit;
  /** The point looked at, in the unit; null: the newest of each. */
  readonly at: number | null;
  /** The chosen cell of all sheets. */
  readonly cell: number | null;
}

/** What every part of the view shows by, and changes. */
export interface CompareProps {
  readonly options: CompareOptions;
  readonly change: (next: Partial<CompareOptions>) => void;
}

/** @param known runs there are: their names may have commas */
export function compareOptions(query: Query, known: readonly string[]): CompareOptions {
  const at = Number(query.at ?? Number.NaN);
  const cell = query.cell ?? "";
  return {
    runs: [...new Set(namesIn(query.runs ?? "", known))].slice(0, MOST_COMPARED),
    hidden: namesIn(query.hide ?? "", known),
    by: UNITS.find((unit) => unit === query.by) ?? "step",
    at: Number.isFinite(at) && at >= 0 ? at : null,
    cell: /^\d{1,4}$/.test(cell) ? Number(cell) : null,
  };
}

/** Names between commas; those that are known are taken as long as can be. */
function namesIn(text: string, known: readonly string[]): readonly string[] {
  const parts = text.split(",");
  const names: string[] = [];
  for (let from = 0; from < parts.length; ) {
    let to = parts.length;
    while (to > from + 1 && !known.includes(parts.slice(from, to).join(","))) to -= 1;
    names.push(parts.slice(from, to).join(","));
    from = to;
  }
  return names.filter((name) => name !== "");
}

/** The list with one moved by so many places; null where it would fall off. */
export function moved<T>(list: readonly T[], index: number, by: number): readonly T[] | null {
  const to = index + by;
  if (to < 0 || to >= list.length) return null;
  const others = list.filter((_, i) => i !== index);
  return [...others.slice(0, to), list[index] as T, ...others.slice(to)];
}

/** The list without a run, or with it again. */
export const toggled = (hidden: readonly string[], id: string): readonly string[] =>
  hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id];
