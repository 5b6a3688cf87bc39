/** @file Histograms of several checkpoints as rows of a ridge, on one axis. */
import type { TensorHistogram } from "../../../../api/index.ts";
import { type Piece, sharesOf } from "../../../ridge/density.ts";
import type { RidgeDrawing } from "../../../ridge/rows.tsx";
import { BINS } from "../../../ridge/scale.ts";

/** As far as any of them goes. @param marked the scrubber's row */
export function spreadDrawing(histograms: readonly TensorHistogram[], marked: number): RidgeDrawing {
  const ends = histograms.flatMap(({ min, max }) => (min === null || max === null ? [] : [min, max]));
  const [low, high] = ends.length === 0 ? [0, 0] : [Math.min(...ends), Math.max(...ends)];
  const range = high > low ? ([low, high] as const) : ([low - 0.5, high + 0.5] as const);
  const border = range[0] < 0 && range[1] > 0 ? 0 : null;
  const rows = histograms.map((histogram) => ({ step: histogram.step, sides: sidesOf(histogram, range) }));
  return { axis: { range, border, probability: false }, rows, marked };
}

/** None where no number is finite. */
function sidesOf(histogram: TensorHistogram, range: readonly [number, number]) {
  if (histogram.bins.length === 0) return [];
  const shares = sharesOf(piecesOf(histogram), range, BINS);
  const most = Math.max(...shares);
  const heights = shares.map((share) => share / most);
  return [{ ink: histogram.of === "weight" ? "real" : "accent", heights } as const];
}

/** Each bin that holds something; a tensor of one value is in one place. */
function piecesOf({ min, max, bins, count, strange }: TensorHistogram): Piece[] {
  const [from, to] = [min ?? 0, max ?? 0];
  const end = (bin: number): number => (bin === bins.length ? to : from + (bin * (to - from)) / bins.length);
  return bins.flatMap((held, i) =>
    held === 0 ? [] : [{ from: end(i), to: end(i + 1), mass: held / (count - strange) }],
  );
}

/** The row whose step is nearest to a step. @param histograms one at least */
export function nearestRow(histograms: readonly TensorHistogram[], step: number | null): number {
  if (step === null) return histograms.length - 1;
  const far = histograms.map((one) => Math.abs(one.step - step));
  return far.indexOf(Math.min(...far));
}
