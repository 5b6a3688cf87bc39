/** @file A run among those that are compared, with what tells it apart from the others. */
import type { Ink } from "../../parts/chart-data.ts";
import type { OpenRun } from "../../state/open-run.ts";
import { type Found, pictureAt, positionsAt, type Track, type Unit } from "./alignment.ts";

export interface Compared {
  readonly run: OpenRun;
  /** From 1: its key, its colour and its dash. */
  readonly number: number;
  readonly hidden: boolean;
}

/** Of lines that differ by colour and dash; in CSS pixels. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [12, 5], [4, 2, 1, 2]];

/** Inks as far apart as they are for everybody; `ink` of a chart's line, `--ink` of the page's style. */
export const COLOURS: readonly Ink[] = ["real", "generated", "discriminator", "accent", "neutral", "warning"];

/** Reads signals: the pictures, and the numbers that say where they are. Null where that is not known yet. */
export function trackOf({ samples, series }: OpenRun, unit: Unit): Track | null {
  void series.version.value;
  const steps = samples.value;
  const positions = positionsAt(series.axis(), steps, unit);
  return positions === null ? null : { steps, positions };
}

export const foundIn = (run: OpenRun, unit: Unit, at: number | null): Found | null => {
  const track = trackOf(run, unit);
  return track === null ? null : pictureAt(track, at);
};
