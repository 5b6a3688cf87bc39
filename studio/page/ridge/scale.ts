/** @file The axis of a ridge and its outlines, in pixels. */
import type { OutputsLine } from "../../api/index.ts";
import { piecesOf, sharesOf } from "./density.ts";

/** Of the drawing, in pixels: a row, and what is around them. */
export const ROW = 26;
export const TOP = 6;
export const LEFT = 58;
export const RIGHT = 14;
export const FOOT = 22;

export const BINS = 100;
/** How many times as high as the other an outline may be: a spike is cut off there. */
const MOST_TIMES = 4;

export interface Axis {
  readonly range: readonly [number, number];
  /** Where D is of two minds; null where that is not in the range. */
  readonly border: number | null;
  readonly probability: boolean;
}

/** From 0 to 1 for probabilities, else as far as the outputs go. @param lines one at least */
export function axisOf(lines: readonly OutputsLine[]): Axis {
  const reading = lines.at(-1)?.reading;
  if (reading === "logit") return { range: [0, 1], border: 0.5, probability: true };
  const ends = lines.flatMap(({ real, fake }) => [real[0], real.at(-1), fake[0], fake.at(-1)] as number[]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const range = high > low ? ([low, high] as const) : ([low - 0.5, high + 0.5] as const);
  const border = reading === "target" ? 0.5 : 0;
  return { range, border: border > range[0] && border < range[1] ? border : null, probability: false };
}

/** Heights of both outlines in each bin, from 0 to 1. */
export interface RowHeights {
  readonly real: readonly number[];
  readonly fake: readonly number[];
}

/** Each row on a scale of its own, so that both outlines of it can be seen: widths are told, heights only within it. */
export function heightsOf({ real, fake }: Pick<OutputsLine, "real" | "fake">, { range }: Axis): RowHeights {
  const shares = { real: sharesOf(piecesOf(real), range, BINS), fake: sharesOf(piecesOf(fake), range, BINS) };
  const [lower = 0, higher = 0] = [Math.max(...shares.real), Math.max(...shares.fake)].sort((a, b) => a - b);
  const full = Math.min(higher, MOST_TIMES * lower);
  const cut = (values: readonly number[]): number[] => values.map((share) => Math.min(1, share / full));
  return { real: cut(shares.real), fake: cut(shares.fake) };
}

export interface Outline {
  /** Closed along the foot of the row. */
  readonly area: string;
  /** The upper edge, where there is something under it. */
  readonly edge: string;
}

/** @param foot of the row, in pixels from the top @param width of the axis */
export function outlineOf(heights: readonly number[], foot: number, width: number): Outline {
  const x = (i: number): string => (LEFT + ((i + 0.5) / heights.length) * width).toFixed(1);
  const points = heights.map((height, i) => `${x(i)} ${(foot - height * (ROW - 3)).toFixed(1)}`);
  const there = (i: number): boolean => [i - 1, i, i + 1].some((near) => (heights[near] ?? 0) > 0);
  const edge = points.map((point, i) => (there(i) ? `${there(i - 1) && i > 0 ? "L" : "M"}${point}` : "")).join("");
  return { area: `M${x(0)} ${foot}L${points.join("L")}L${x(heights.length - 1)} ${foot}z`, edge };
}
