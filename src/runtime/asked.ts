/** @file What somebody asks of samples: a class, and attributes in the units of the data. */
import type { Attribute } from "../base/attribute.ts";
import { GantryError } from "../base/error.ts";
import { suggestionFor } from "../base/suggest.ts";

/** The class of all that is drawn, or of each. */
export type Label = number | ArrayLike<number>;

export interface Conditions {
  /** 0 by default. */
  readonly label?: Label | undefined;
  /**
   * By name, one number for all or one for each row, in the units of the data; what is not named is at the data's mean.
   * Numbers beyond the data's range are taken as they are.
   */
  readonly attributes?: Readonly<Record<string, Label>> | undefined;
}

export const conditionsOf = (asked: Label | Conditions = {}): Conditions =>
  typeof asked === "number" || "length" in asked ? { label: asked as Label } : asked;

/**
 * @param columns the generator's, null where it has none @param count rows @returns `[count, columns.length]`
 * @throws E214 no such attribute, E215 none at all, E112 a number that is none, or another number of rows
 */
export function attributeRows(
  columns: readonly Attribute[] | null,
  asked: NonNullable<Conditions["attributes"]>,
  count: number,
): Float32Array<ArrayBuffer> {
  const known = (columns ?? []).map(({ name }) => name);
  for (const [name, values] of Object.entries(asked)) checkAsked(name, values, known, count);
  const width = known.length;
  const rows = new Float32Array(count * width);
  columns?.forEach(({ name, mean }, column) => {
    const values = Object.hasOwn(asked, name) ? (asked[name] as Label) : mean;
    for (let i = 0; i < count; i += 1) {
      rows[i * width + column] = typeof values === "number" ? values : (values[i] as number);
    }
  });
  return rows;
}

function checkAsked(name: string, values: Label, known: readonly string[], count: number): void {
  if (known.length === 0) throw new GantryError("E215", { where: `attributes.${name}` });
  if (!known.includes(name)) {
    throw new GantryError("E214", { where: "attributes", got: name, suggestion: suggestionFor(name, known), known });
  }
  const each = typeof values === "number" ? [values] : Array.from(values);
  if (typeof values !== "number" && each.length !== count) {
    throw new GantryError("E112", {
      where: `attributes.${name}`,
      expected: `${count} numbers, one a row`,
      got: String(each.length),
    });
  }
  const wrong = each.find((value) => !Number.isFinite(value));
  if (wrong === undefined) return;
  throw new GantryError("E112", { where: `attributes.${name}`, expected: "a finite number", got: String(wrong) });
}
