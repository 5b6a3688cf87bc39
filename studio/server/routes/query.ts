/** @file What addresses ask for, checked. */
import { GantryError } from "gantry/base";
import { CROPS, type Crop, isCrop } from "gantry/data";
import type { SampleWeights } from "gantry/store";
import { type Cursor, MAX_POINTS, parseCursor } from "../../api/index.ts";
import type { OutputsQuery } from "../../api/outputs.ts";
import type { SeriesAsked } from "../folder/series.ts";

type Query = Readonly<Record<string, unknown>>;

const DEFAULT_POINTS = 1000;

/** @throws E608 */
function wholeNumber(query: Query, name: string, least: number, most: number): number | null {
  const text = query[name];
  if (text === undefined) return null;
  if (typeof text === "string" && /^\d{1,15}$/.test(text)) {
    const value = Number(text);
    if (value >= least && value <= most) return value;
  }
  throw new GantryError("E608", {
    name,
    expected: `a whole number from ${least} to ${most}`,
    got: JSON.stringify(text),
  });
}

const MOST_STEP = Number.MAX_SAFE_INTEGER;

/** @throws E608 */
export function seriesAsked(query: Query): SeriesAsked {
  const { keys } = query;
  if (keys !== undefined && typeof keys !== "string") {
    throw new GantryError("E608", {
      name: "keys",
      expected: "names of columns, with commas",
      got: JSON.stringify(keys),
    });
  }
  return {
    keys: keys === undefined ? null : keys.split(",").filter((key) => key !== ""),
    from: wholeNumber(query, "from", 0, MOST_STEP),
    to: wholeNumber(query, "to", 0, MOST_STEP - 1),
    points: wholeNumber(query, "points", 3, MAX_POINTS) ?? DEFAULT_POINTS,
  };
}

const DEFAULT_ROWS = 14;
const MOST_ROWS = 100;

/** @throws E608 */
export const outputsAsked = (query: Query): OutputsQuery => ({
  to: wholeNumber(query, "to", 0, MOST_STEP),
  rows: wholeNumber(query, "rows", 2, MOST_ROWS) ?? DEFAULT_ROWS,
});

/** Which draw of an augmentation; null for none. @throws E608 */
export const drawAsked = (query: Query): number | null => wholeNumber(query, "augment", 0, 1_000_000);

/** Which square of a file; null: as the run has it. @throws E608 */
export function cropAsked({ crop = null }: Query): Crop | null {
  if (crop === null || isCrop(crop)) return crop;
  throw new GantryError("E608", { name: "crop", expected: `one of ${CROPS.join(", ")}`, got: JSON.stringify(crop) });
}

/** The first of a page of items. @throws E608 */
export const itemAsked = (query: Query): number => wholeNumber(query, "from", 0, MOST_STEP) ?? 0;

/** @returns null for the newest @throws E608 */
export const stepAsked = (query: Query): number | null => wholeNumber(query, "step", 0, MOST_STEP);

/** A cell of a step's sheet of samples. */
export interface CellAsked {
  readonly step: number;
  readonly cell: number;
  readonly weights: SampleWeights;
}

/** @param cells that a sheet has @throws E608 */
export function cellAsked(query: Query, cells: number): CellAsked {
  const required = (name: string, most: number): number => {
    const value = wholeNumber(query, name, 0, most);
    if (value !== null) return value;
    throw new GantryError("E608", { name, expected: `a whole number from 0 to ${most}`, got: "absent" });
  };
  const [step, cell] = [required("step", MOST_STEP), required("cell", cells - 1)];
  return { step, cell, weights: query.weights === "live" ? "live" : "average" };
}

/**
 * What a browser that lost the connection brings counts before what the page asked for when it opened it.
 * @throws E608
 */
export function cursorAsked(header: string | string[] | undefined, query: Query): Cursor | null {
  const text = typeof header === "string" && header !== "" ? header : query.from;
  if (text === undefined) return null;
  const cursor = typeof text === "string" ? parseCursor(text) : null;
  if (cursor === null) {
    throw new GantryError("E608", {
      name: "from",
      expected: "an id of an event",
      got: JSON.stringify(text).slice(0, 80),
    });
  }
  return cursor;
}
