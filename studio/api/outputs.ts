/**
 * @file `GET /api/runs/:id/outputs?to=9000&rows=14`: what D said of the batches of some steps, spread evenly up to one.
 * Without `to`: to the newest.
 */
import type { OutputsRow } from "gantry/store";

export type OutputsLine = Pick<OutputsRow, "step" | "reading" | "real" | "fake">;

export interface OutputsReply {
  /** Steps rise. None: the run is older, or its game has no D that is looked at. */
  readonly lines: readonly OutputsLine[];
}

export interface OutputsQuery {
  /** The last step; null: the newest there is. */
  readonly to: number | null;
  /** How many, at most. */
  readonly rows: number;
}

/** The first line, the last one that is not after `to`, and between them the nearest to even steps. */
export function spreadLines<T extends { readonly step: number }>(lines: readonly T[], { to, rows }: OutputsQuery): T[] {
  const known = to === null ? lines : lines.filter(({ step }) => step <= to);
  if (known.length <= rows) return [...known];
  const [first, last] = [known[0] as T, known.at(-1) as T];
  const places = Array.from({ length: rows }, (_, i) => first.step + ((last.step - first.step) * i) / (rows - 1));
  return [...new Set(places.map((place) => nearest(known, place)))];
}

function nearest<T extends { readonly step: number }>(lines: readonly T[], place: number): T {
  const far = ({ step }: T): number => Math.abs(step - place);
  return lines.reduce((best, line) => (far(line) < far(best) ? line : best));
}
