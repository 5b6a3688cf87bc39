/**
 * @file A series as few letters: a column of single values says each once, and one that was logged at every step of the
 * log does not repeat them.
 */
import type { SeriesColumn, SeriesReply } from "./series.ts";

type Numbers = readonly (number | null)[];

/** `min` and `max` are absent where they are the mean, `step` where it is the axis's. */
export interface PackedColumn {
  readonly step?: readonly number[];
  readonly mean: Numbers;
  readonly min?: Numbers;
  readonly max?: Numbers;
}

export interface PackedSeries extends Omit<SeriesReply, "columns"> {
  readonly columns: Readonly<Record<string, PackedColumn>>;
}

export const packSeries = ({ columns, ...rest }: SeriesReply): PackedSeries => ({
  ...rest,
  columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, packed(column, rest.axis.step)])),
});

const packed = ({ step, mean, min, max }: SeriesColumn, axis: readonly number[]): PackedColumn => ({
  ...(equal(step, axis) ? {} : { step }),
  mean,
  ...(equal(min, mean) && equal(max, mean) ? {} : { min, max }),
});

const equal = (a: Numbers, b: Numbers): boolean => a.length === b.length && a.every((value, i) => value === b[i]);

export const unpackSeries = ({ columns, ...rest }: PackedSeries): SeriesReply => ({
  ...rest,
  columns: Object.fromEntries(
    Object.entries(columns).map(([name, { step = rest.axis.step, mean, min = mean, max = mean }]) => [
      name,
      { step, min, max, mean },
    ]),
  ),
});

/** Some of the columns, and of each what lies between two steps, both included. */
export function partOfSeries(
  series: SeriesReply,
  { keys, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: SeriesPart,
): SeriesReply {
  const names = (keys ?? Object.keys(series.columns)).filter((name) => Object.hasOwn(series.columns, name));
  const within = <T>(step: readonly number[], values: readonly T[]): T[] =>
    values.filter((_, i) => (step[i] as number) >= from && (step[i] as number) <= to);
  const { axis } = series;
  return {
    ...series,
    columns: Object.fromEntries(
      names.map((name) => {
        const { step, min, max, mean } = series.columns[name] as SeriesColumn;
        const [ownMin, ownMax, ownMean] = [within(step, min), within(step, max), within(step, mean)];
        return [name, { step: within(step, step), min: ownMin, max: ownMax, mean: ownMean }];
      }),
    ),
    axis: {
      step: within(axis.step, axis.step),
      images: within(axis.step, axis.images),
      time: within(axis.step, axis.time),
    },
  };
}

export interface SeriesPart {
  readonly keys?: readonly string[];
  readonly from?: number;
  readonly to?: number;
}
