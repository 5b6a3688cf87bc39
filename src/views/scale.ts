/** @file From values to pixels, and which values to write at an axis. */

export type ScaleKind = "linear" | "log";

export interface Scale {
  readonly kind: ScaleKind;
  readonly domain: readonly [number, number];
  /** Where a value stands; beyond the domain it goes on. */
  readonly at: (value: number) => number;
  /** Round values within the domain, rising. */
  readonly ticks: readonly number[];
}

export interface ScaleOptions {
  readonly kind?: ScaleKind;
  readonly domain: readonly [number, number];
  /** Pixels of the domain's ends. */
  readonly range: readonly [number, number];
  /** About so many ticks. */
  readonly ticks?: number;
}

/** A domain of no width is widened; on a logarithmic scale values ≤ 0 stand at the lower end. */
export function makeScale({ kind = "linear", domain, range, ticks = 5 }: ScaleOptions): Scale {
  const [low, high] = widen(domain, kind);
  const place = kind === "log" ? Math.log10 : (value: number): number => value;
  const [from, to] = [place(low), place(high)];
  const at = (value: number): number => {
    const share = (place(kind === "log" ? Math.max(value, low) : value) - from) / (to - from);
    return range[0] + share * (range[1] - range[0]);
  };
  return { kind, domain: [low, high], at, ticks: (kind === "log" ? logTicks : linearTicks)(low, high, ticks) };
}

function widen([low, high]: readonly [number, number], kind: ScaleKind): [number, number] {
  if (kind === "log") {
    const top = high > 0 ? high : 1;
    return low > 0 && low < top ? [low, top] : [top / 10, top * (low === high ? 10 : 1)];
  }
  return high > low ? [low, high] : [low - 0.5, low + 0.5];
}

/** Multiples of 1, 2, 2.5 or 5 times a power of ten, about `count` of them. */
export function linearTicks(low: number, high: number, count: number): number[] {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Powers of ten; with 2 and 5 between where those are few, every second or third where they are many. */
export function logTicks(low: number, high: number, count: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const decades = last - first;
  const every = Math.max(1, Math.ceil(decades / (count + 1)));
  const factors = decades <= count / 2 ? [1, 2, 5] : [1];
  const values: number[] = [];
  for (let power = first; power <= last; power += every) {
    for (const factor of factors) values.push(Number((factor * 10 ** power).toPrecision(12)));
  }
  return values.filter((value) => value >= low * 0.999 && value <= high * 1.001);
}

/** As short as it can be told apart from its neighbours: `0.25`, `1,500`, `20k`, `1e-7`. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(4))}M`;
  if (size >= 10_000) return `${Number((value / 1e3).toPrecision(4))}k`;
  if (size > 0 && size < 1e-3) return value.toExponential().replace(/\.?0*e/, "e");
  return String(Number(value.toPrecision(6)));
}
