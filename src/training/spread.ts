/** @file Several measurements of the same: their means, and how far they spread. */
import type { Measured } from "../evaluation/measure.ts";
import { meanAndStd, sampleStd } from "../metrics/mean-and-std.ts";

export type Spread = Readonly<Record<string, number>> | null;

/**
 * @param measured at least one
 * @returns the mean of each value, its sample standard deviation over the measurements (null for one), and the
 *   warnings of the first
 */
export function spreadOf(measured: readonly Measured[]): Measured & { readonly spread: Spread } {
  const [first] = measured;
  if (first === undefined) return { values: {}, warnings: [], spread: null };
  const keys = Object.keys(first.values);
  const columns = keys.map((key) => measured.map(({ values }) => values[key] as number));
  const means = columns.map((column) => meanAndStd(column).mean);
  const named = (numbers: readonly number[]) => Object.fromEntries(keys.map((key, i) => [key, numbers[i] as number]));
  return {
    values: named(means),
    warnings: first.warnings,
    spread: measured.length < 2 ? null : named(columns.map(sampleStd)),
  };
}
