/** @file What repeated timings are summed up by. Means are left out: one disturbed step spoils them. */

/** The middle one; of an even number, the mean of the two in the middle. NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** Rounded to `digits` significant digits: what a person or a table wants of a measurement. */
export const rounded = (value: number, digits = 4): number => Number(value.toPrecision(digits));
