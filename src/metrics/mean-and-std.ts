/** @file Mean and population standard deviation (divided by n, as the reference implementations of KID and IS do). */

export interface MeanAndStd {
  readonly mean: number;
  readonly std: number;
}

/** @param values one or more */
export function meanAndStd(values: ArrayLike<number>): MeanAndStd {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length;
  return { mean, std: Math.sqrt(variance) };
}

/** With n − 1, for a spread that is estimated from few values. @param values two or more */
export const sampleStd = (values: readonly number[]): number =>
  meanAndStd(values).std * Math.sqrt(values.length / (values.length - 1));
