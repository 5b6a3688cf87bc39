/** @file From a table to what a chart draws. */
import { type Buckets, bucketsOf, downsample, type Envelope, type MetricsTable } from "gantry/store";
import type { SeriesColumn, SeriesReply } from "../../api/index.ts";

/** A checked query; null: all. */
export interface SeriesAsked {
  readonly keys: readonly string[] | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly points: number;
}

const NONE = new Float64Array();

/** @param offset how far the log was read */
export function seriesOf(table: MetricsTable, offset: number, asked: SeriesAsked): SeriesReply {
  const steps = table.columns.get("step") ?? NONE;
  const begin = asked.from === null ? 0 : firstAtLeast(steps, asked.from);
  const end = asked.to === null ? steps.length : firstAtLeast(steps, asked.to + 1);
  const part = (name: string): Float64Array => (table.columns.get(name) ?? NONE).subarray(begin, Math.max(begin, end));
  const x = part("step");
  const names = (asked.keys ?? [...table.columns.keys()]).filter((name) => name !== "step" && table.columns.has(name));
  const buckets = bucketsOf(x, x.length, asked.points);
  const axis = (name: string): number[] =>
    table.columns.has(name) ? [...buckets.summarise(part(name)).envelope.mean] : [];
  return {
    columns: Object.fromEntries(names.map((name) => [name, columnOf(x, part(name), buckets, asked.points)])),
    axis: { step: [...buckets.summarise(x).envelope.x], images: axis("images"), time: axis("time") },
    rows: table.length,
    offset,
  };
}

/** The index of the first value that is at least `bound`, in rising ones. */
function firstAtLeast(values: Float64Array, bound: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A column with values at fewer than half of the rows is measured now and then: it has steps of its own. */
function columnOf(x: Float64Array, y: Float64Array, buckets: Buckets, points: number): SeriesColumn {
  const { envelope, finite } = buckets.summarise(y);
  if (finite * 2 >= y.length) return rounded(envelope, y.length > points);
  const [ownX, ownY] = [new Float64Array(finite), new Float64Array(finite)];
  for (let i = 0, at = 0; i < y.length; i += 1) {
    if (!Number.isFinite(y[i])) continue;
    ownX[at] = x[i] as number;
    ownY[at] = y[i] as number;
    at += 1;
  }
  return rounded(downsample(ownX, ownY, points), finite > points);
}

/** Of buckets eight digits are sent, which no chart shows; the first and the last point are as logged. */
function rounded({ x, min, max, mean }: Envelope, buckets: boolean): SeriesColumn {
  const numbers = (values: Float64Array): (number | null)[] =>
    Array.from(values, (value, i) => {
      if (Number.isNaN(value)) return null;
      return buckets && i > 0 && i < values.length - 1 ? Number(value.toPrecision(8)) : value;
    });
  return {
    step: Array.from(x, (step) => Number(step.toFixed(2))),
    min: numbers(min),
    max: numbers(max),
    mean: numbers(mean),
  };
}
