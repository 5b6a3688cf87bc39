/**
 * @file Runs side by side at the same point of training: after as many steps, after as many images seen, or after as
 * much time. A run draws its pictures at steps of its own, so at most points the nearest earlier one is shown.
 */
import { countNotAfter } from "../../state/scrubber.ts";

export const UNITS = ["step", "images", "time"] as const;
export type Unit = (typeof UNITS)[number];

/** Where a run was at its logged steps, rising. `time`: Unix seconds. */
export type Axis = Readonly<Record<"step" | "images" | "time", readonly number[]>>;

/**
 * How far a run was at `steps` (rising), in images seen or seconds since its first logged step; straight lines between
 * logged steps, and on from the last two. @returns null where nothing was logged yet
 */
export function positionsAt(axis: Axis, steps: readonly number[], unit: Unit): readonly number[] | null {
  if (unit === "step") return steps;
  if (axis.step.length === 0) return null;
  const begin = unit === "time" ? (axis.time[0] as number) : 0;
  const known = unit === "time" ? axis.time.map((time) => time - begin) : axis.images;
  const [xs, ys] =
    (axis.step[0] as number) > 0
      ? [
          [0, ...axis.step],
          [0, ...known],
        ]
      : [axis.step, known];
  return steps.map((step) => lineAt(xs, ys, step));
}

/** On the straight lines through the points; the first and last line go on. @param xs rising */
function lineAt(xs: readonly number[], ys: readonly number[], x: number): number {
  if (xs.length === 1) return ys[0] as number;
  const right = Math.min(xs.length - 1, Math.max(1, countNotAfter(xs, x)));
  const [x0, x1] = [xs[right - 1] as number, xs[right] as number];
  const [y0, y1] = [ys[right - 1] as number, ys[right] as number];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

/** A run's sample pictures. */
export interface Track {
  readonly steps: readonly number[];
  /** Of each picture, in the unit compared by; rising. */
  readonly positions: readonly number[];
}

/** All points at which any of the runs has a picture, rising. */
export function unionOf(tracks: readonly Track[]): readonly number[] {
  return [...new Set(tracks.flatMap(({ positions }) => positions))].sort((a, b) => a - b);
}

export interface Found {
  readonly step: number;
  readonly position: number;
  /** `here`: drawn at this very point; `earlier`: the nearest before it; `last`: the run has none after it. */
  readonly how: "here" | "earlier" | "last";
}

/** The newest picture that is not after a point; null where the run has none as early. @param at null: its last one */
export function pictureAt({ steps, positions }: Track, at: number | null): Found | null {
  const last = positions.length - 1;
  const index = at === null ? last : countNotAfter(positions, at) - 1;
  if (index < 0) return null;
  const position = positions[index] as number;
  const how = at === null || position === at ? "here" : index === last ? "last" : "earlier";
  return { step: steps[index] as number, position, how };
}
