/** @file What a chart is told. */
import type { ReadonlySignal } from "@preact/signals";
import type { ChartLine } from "./chart-data.ts";
import type { Mark, ReferenceLine, Zone } from "./chart-paint.ts";

export interface ChartFigureProps {
  readonly title: string;
  /** How to read it, a sentence or two. */
  readonly how: string;
  /** Another array when something changed. */
  readonly lines: readonly ChartLine[];
  readonly axis: ChartAxis;
  readonly log?: boolean;
  readonly references?: readonly ReferenceLine[];
  readonly zones?: readonly Zone[];
  readonly marks?: readonly Mark[];
  readonly range?: readonly [number, number];
  readonly formatY?: (value: number) => string;
  /** Where the scrubber is, on x; null: live. */
  readonly scrub?: ReadonlySignal<number | null>;
  readonly onPick?: (x: number) => void;
  /** The stretch of x to show, and asks for another; null: all. */
  readonly zoom?: readonly [number, number] | null;
  readonly onZoom?: (range: readonly [number, number] | null) => void;
  /** As a table. */
  readonly asTable?: boolean;
}

export interface ChartAxis {
  /** What x counts, in words. */
  readonly label: string;
  readonly format: (value: number) => string;
}
