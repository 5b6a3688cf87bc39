/** @file The same run on two runtimes, by the numbers it logged. */
import { expect } from "vitest";
import { expectClose } from "../matchers.ts";

type Rows = readonly Readonly<Record<string, number>>[];

/**
 * float32 sums in other orders: 8e-7 at most was seen. Updates are differences of weights, of which a hundredth is left, so
 * their rounding is a hundred times theirs.
 */
export function expectSameRows(got: Rows, want: Rows, { rtol = 5e-6 }: { readonly rtol?: number } = {}): void {
  const numbers = (rows: Rows, updates: boolean): number[] =>
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([name, x]) => (name.startsWith("update") === updates ? [x] : [])),
    );
  expect(got.map((row) => Object.keys(row))).toEqual(want.map((row) => Object.keys(row)));
  expectClose(numbers(got, false), numbers(want, false), { rtol, atol: 1e-9 });
  expectClose(numbers(got, true), numbers(want, true), { rtol: 20 * rtol, atol: 1e-9 });
}
