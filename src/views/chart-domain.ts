/** @file Which part of the values a chart shows: all of it, unless a few outliers would flatten the rest. */
import type { Envelope } from "../store/downsample.ts";
import type { ScaleKind } from "./scale.ts";

export interface ChartDomain {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Least and greatest value, where the chart does not show all. */
  readonly cut?: readonly [number, number];
}

export interface DomainOptions {
  /** Values that must be in sight. */
  readonly references: readonly number[];
  readonly scale: ScaleKind;
  readonly yRange: readonly [number, number] | undefined;
}

/** Outliers are cut when they would take more than this many times the height of all but 2 % at either end. */
const FLATTENING = 4;
const MARGIN = 0.06;

export function chartDomain(envelopes: readonly Envelope[], { references, scale, yRange }: DomainOptions): ChartDomain {
  const x = extent(envelopes.flatMap((envelope) => [...envelope.x]));
  if (yRange !== undefined) return { x, y: yRange };

  const all = envelopes
    .flatMap(({ min, max }) => [...min, ...max])
    .filter((v) => Number.isFinite(v) && (scale === "linear" || v > 0));
  all.sort((a, b) => a - b);
  const whole = extent([...all, ...references]);
  if (scale === "log") return { x, y: [whole[0] / 1.15, whole[1] * 1.15] };
  const quantile = (share: number): number => all[Math.round(share * (all.length - 1))] ?? 0;
  const most = extent([quantile(0.02), quantile(0.98), ...references]);
  const flattened = whole[1] - whole[0] > FLATTENING * (most[1] - most[0]) && most[1] > most[0];
  const [low, high] = flattened ? [most[0] - (most[1] - most[0]) * 0.3, most[1] + (most[1] - most[0]) * 0.3] : whole;
  const margin = (high - low) * MARGIN;
  // A loss that is never negative gets an axis that is not either.
  const floor = whole[0] >= 0 ? Math.max(0, low - margin) : low - margin;
  const cut = flattened ? { cut: [all[0], all.at(-1)] as [number, number] } : {};
  return { x, y: [floor, high + margin], ...cut };
}

/** [0, 1] for no values. */
function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? [0, 1] : [low, high];
}
