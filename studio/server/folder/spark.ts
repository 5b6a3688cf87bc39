/**
 * @file The line in a run's row: how D's loss went, from a few places of its log. A long log is not read for it: what
 * stands around forty places, evenly spread, tells as much as forty pixels show.
 */
import { closeSync, openSync, readSync } from "node:fs";

const POINTS = 40;
const AROUND = 4096;

/** @param size of the log in bytes @returns at most 40 means of `lossD` (or the first column that is a loss) */
export function sparkOf(path: string, size: number): number[] {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return [];
  }
  try {
    const near = (from: number, length: number): number[] => valuesIn(textAt(file, from, length));
    if (size <= POINTS * AROUND * 2) return meansOf(near(0, size));
    const places = Array.from({ length: POINTS }, (_, i) => Math.round(((size - AROUND) * i) / (POINTS - 1)));
    return places.flatMap((from) => meanOf(near(from, AROUND)));
  } finally {
    closeSync(file);
  }
}

function textAt(file: number, from: number, length: number): string {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.toString("latin1", 0, readSync(file, bytes, 0, length, from));
}

/** Values in their order; half a number at an end of the text has no comma or brace behind it. */
function valuesIn(text: string): number[] {
  const name = text.includes('"lossD":') ? "lossD" : /"(loss\w*)":/.exec(text)?.[1];
  if (name === undefined) return [];
  return [...text.matchAll(new RegExp(`"${name}":(-?[\\d.eE+-]+)[,}]`, "g"))].map(([, value]) => Number(value));
}

/** As many means as there are points, each of neighbours. */
function meansOf(values: readonly number[]): number[] {
  if (values.length <= POINTS) return values.map(short);
  const bounds = Array.from({ length: POINTS + 1 }, (_, i) => Math.round((values.length * i) / POINTS));
  return bounds.slice(1).flatMap((end, i) => meanOf(values.slice(bounds[i], end)));
}

const meanOf = (values: readonly number[]): number[] =>
  values.length === 0 ? [] : [short(values.reduce((sum, value) => sum + value, 0) / values.length)];

/** More digits than pixels tell. */
const short = (value: number): number => Number(value.toPrecision(5));
