/** @file Lines of a chart as plain numbers: put over one x, smoothed, and told in figures. */

/** Colours by what they stand for (`--real`, …). */
export type Ink = "real" | "generated" | "discriminator" | "accent" | "neutral" | "warning";

export interface ChartLine {
  readonly key: string;
  readonly label: string;
  readonly ink: Ink;
  /** Lines differ by dash as well as by colour. */
  readonly dash?: readonly number[];
  /** Rising. */
  readonly x: readonly number[];
  /** NaN is a gap. */
  readonly y: readonly number[];
  /** A band around the line, over the same `x`. */
  readonly low?: readonly number[];
  readonly high?: readonly number[];
  /** Drawn thin, with its moving average thick over it. */
  readonly smooth?: boolean;
  /** Each point is a measurement of its own: dots. */
  readonly dots?: boolean;
}

/** What a line is drawn as: one row of numbers over the common x. */
export interface Trace {
  readonly line: ChartLine;
  readonly part: "line" | "average" | "low" | "high";
  /** null: a gap; undefined: another line's x. */
  readonly values: (number | null | undefined)[];
}

export interface Aligned {
  readonly x: readonly number[];
  readonly traces: readonly Trace[];
}

/** All lines over the union of their x. @param log values that are not above 0 are gaps */
export function alignLines(lines: readonly ChartLine[], log: boolean): Aligned {
  const x = unionOf(lines.map((line) => line.x));
  const place = (line: ChartLine, y: readonly number[]): (number | null | undefined)[] => {
    const drawn = (value: number): number | null => (Number.isFinite(value) && !(log && value <= 0) ? value : null);
    if (line.x.length === x.length) return y.map(drawn);
    const at = new Map(line.x.map((value, i) => [value, i]));
    return x.map((value) => {
      const i = at.get(value);
      return i === undefined ? undefined : drawn(y[i] ?? Number.NaN);
    });
  };
  const traces = lines.flatMap((line): Trace[] => [
    ...(line.high === undefined ? [] : [{ line, part: "high" as const, values: place(line, line.high) }]),
    ...(line.low === undefined ? [] : [{ line, part: "low" as const, values: place(line, line.low) }]),
    { line, part: "line", values: place(line, line.y) },
    ...(line.smooth === true ? [{ line, part: "average" as const, values: place(line, movingAverage(line.y)) }] : []),
  ]);
  return { x, traces };
}

/** Rising, each value once. */
export function unionOf(arrays: readonly (readonly number[])[]): readonly number[] {
  const longest = arrays.reduce((a, b) => (b.length > a.length ? b : a), [] as readonly number[]);
  const same = (x: readonly number[]): boolean =>
    x === longest || (x.length === longest.length && x.every((value, i) => value === longest[i]));
  if (arrays.every((x) => x.length === 0 || same(x))) return longest;
  return [...new Set(arrays.flat())].sort((a, b) => a - b);
}

/** How much of the average so far stays at each point: about the last 25 count. */
const STAYS = 0.96;

/** Exponential moving average, free of its beginning (divided by the weight so far). Gaps keep it. */
export function movingAverage(values: readonly number[]): number[] {
  let [sum, weight] = [0, 0];
  return values.map((value) => {
    if (!Number.isFinite(value)) return Number.NaN;
    sum = STAYS * sum + (1 - STAYS) * value;
    weight = STAYS * weight + (1 - STAYS);
    return sum / weight;
  });
}

export interface LineFacts {
  readonly last: number;
  readonly lastX: number;
  readonly least: number;
  readonly leastX: number;
  readonly greatest: number;
  readonly greatestX: number;
  readonly trend: "rising" | "falling" | "level";
}

/** What a line says in figures; null where it has no finite value. */
export function factsOf({ x, y }: Pick<ChartLine, "x" | "y">): LineFacts | null {
  let [least, greatest, last] = [-1, -1, -1];
  for (const [i, value] of y.entries()) {
    if (!Number.isFinite(value)) continue;
    if (least < 0 || value < (y[least] as number)) least = i;
    if (greatest < 0 || value > (y[greatest] as number)) greatest = i;
    last = i;
  }
  if (last < 0) return null;
  const at = (values: readonly number[], i: number): number => values[i] as number;
  return {
    ...{ last: at(y, last), lastX: at(x, last) },
    ...{ least: at(y, least), leastX: at(x, least) },
    ...{ greatest: at(y, greatest), greatestX: at(x, greatest) },
    trend: trendOf(y),
  };
}

/** The last fifth against the fifth before it; less than a twentieth of the spread is level. */
function trendOf(y: readonly number[]): LineFacts["trend"] {
  const finite = y.filter(Number.isFinite);
  const part = Math.floor(finite.length / 5);
  if (part < 1) return "level";
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const change = mean(finite.slice(-part)) - mean(finite.slice(-2 * part, -part));
  const spread = finite.reduce((a, b) => Math.max(a, b)) - finite.reduce((a, b) => Math.min(a, b));
  if (Math.abs(change) <= 0.05 * spread) return "level";
  return change > 0 ? "rising" : "falling";
}

/** A range that shows all and is never empty: some room at both ends, and at least a little around a single value. */
export function paddedRange(low: number, high: number): [number, number] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const room = high > low ? (high - low) * 0.06 : Math.max(Math.abs(high) * 0.1, 1e-6);
  return [low - room, high + room];
}

/** Index of the value of `x` (rising) that is nearest; -1 of none. */
export function nearestIndex(x: readonly number[], value: number): number {
  let [low, high] = [0, x.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  if (x.length === 0) return -1;
  const before = low > 0 ? (x[low - 1] as number) : Number.NEGATIVE_INFINITY;
  return value - before < (x[low] as number) - value ? low - 1 : low;
}
