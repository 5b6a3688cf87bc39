/**
 * @file What D thinks of a batch: how often it is right, and how its answers spread. From D's plain outputs, which the
 * step has computed anyway.
 */
/** How an output says "real"; see `Reading` in `game`. */
export type OutputReading = "logit" | "margin" | "target" | "relative";

/** @property accuracyD share of both batches that D is right about, in [0, 1]; ½ is guessing. Others: quantiles. */
export interface Opinion {
  readonly accuracyD: number;
  readonly dReal10: number;
  readonly dReal50: number;
  readonly dReal90: number;
  readonly dFake10: number;
  readonly dFake50: number;
  readonly dFake90: number;
}

/**
 * @param real D's outputs on the data, `[N]` @param fake on what was generated, `[M]`
 * @returns quantiles are probabilities where D gives logits (for `relative`: of being more real than the mean of the
 * other batch), and D's own outputs otherwise
 */
export function opinionOf(real: Float32Array, fake: Float32Array, reading: OutputReading): Opinion {
  const { ofReal, ofFake, at } = outputsAsRead(real, fake, reading);
  const border = reading === "target" ? 0.5 : 0;
  return {
    accuracyD: (shareAbove(ofReal, border) + 1 - shareAbove(ofFake, border)) / 2,
    dReal10: at(ofReal, 0.1),
    dReal50: at(ofReal, 0.5),
    dReal90: at(ofReal, 0.9),
    dFake10: at(ofFake, 0.1),
    dFake50: at(ofFake, 0.5),
    dFake90: at(ofFake, 0.9),
  };
}

/** Both batches ascending, as they are read. `at`: a quantile of one of them, as people see it. */
export interface OutputsAsRead {
  readonly ofReal: Float64Array;
  readonly ofFake: Float64Array;
  readonly at: (values: Float64Array, share: number) => number;
}

/** @param real `[N]` @param fake `[M]` */
export function outputsAsRead(real: Float32Array, fake: Float32Array, reading: OutputReading): OutputsAsRead {
  const [reals, fakes] = reading === "relative" ? [shifted(real, fake), shifted(fake, real)] : [real, fake];
  const shown = reading === "logit" ? sigmoid : same;
  return { ofReal: sorted(reals), ofFake: sorted(fakes), at: (values, share) => shown(quantile(values, share)) };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const same = (x: number): number => x;
const sorted = (values: ArrayLike<number>): Float64Array => Float64Array.from(values).sort();

/** Outputs as differences from the mean of the other batch. */
function shifted(values: Float32Array, others: Float32Array): Float64Array {
  const mean = others.reduce((sum, value) => sum + value, 0) / others.length;
  return Float64Array.from(values, (value) => value - mean);
}

/** What stands on the border counts half, so that a constant D is right half of the time. */
function shareAbove(values: Float64Array, border: number): number {
  let above = 0;
  for (const value of values) above += value > border ? 1 : value === border ? 0.5 : 0;
  return above / values.length;
}

/** Between the two nearest. @param values ascending @param share in [0, 1] */
export function quantile(values: ArrayLike<number>, share: number): number {
  const place = share * (values.length - 1);
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  const [a, b] = [values[low] as number, values[high] as number];
  return a + (b - a) * (place - low);
}
