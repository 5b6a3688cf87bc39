/**
 * @file Long series for short charts: least, greatest and mean of each bucket, so a spike of one step survives.
 * The first and the last point are buckets of their own, exact.
 */

/** Bucket i stands at `x[i]`, the mean of its points' x. NaN where none of its values was finite. */
export interface Envelope {
  readonly x: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
}

/**
 * @param x rising, one for each value
 * @param y as many values; those that are not finite do not count
 * @param buckets at most so many come back (at least 3); they are equally wide in x, and empty ones are left out
 */
export function downsample(x: ArrayLike<number>, y: ArrayLike<number>, buckets: number): Envelope {
  return bucketsOf(x, Math.min(x.length, y.length), buckets).summarise(y).envelope;
}

/** Where the buckets of some x are: the same ones for every column over it. */
export interface Buckets {
  /** @param y as many values as x @returns `finite`: how many of them were */
  readonly summarise: (y: ArrayLike<number>) => { readonly envelope: Envelope; readonly finite: number };
}

/** @param x rising @param count of them @param buckets as in `downsample` */
export function bucketsOf(x: ArrayLike<number>, count: number, buckets: number): Buckets {
  if (count <= Math.max(buckets, 3)) return { summarise: (y) => exact(x, y, count) };
  const starts = startsOf(x, count, Math.max(buckets, 3) - 2);
  const means = meansOf(x, starts, count);
  return { summarise: (y) => summarise(means, y, starts, count) };
}

/** The first index of each bucket, of which the first and the last hold one point. */
function startsOf(x: ArrayLike<number>, count: number, inner: number): Int32Array {
  const low = x[1] as number;
  const width = ((x[count - 2] as number) - low) / inner || 1;
  const starts = [0, 1];
  for (let i = 1, bucket = 0; i < count - 1; i += 1) {
    const at = Math.min(Math.floor(((x[i] as number) - low) / width), inner - 1);
    if (at > bucket) {
      starts.push(i);
      bucket = at;
    }
  }
  return Int32Array.from([...starts, count - 1]);
}

function exact(x: ArrayLike<number>, y: ArrayLike<number>, count: number): ReturnType<Buckets["summarise"]> {
  const values = Float64Array.from({ length: count }, (_, i) => finite(y[i]));
  const own = Float64Array.from({ length: count }, (_, i) => x[i] as number);
  const seen = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  return { envelope: { x: own, min: values, max: values, mean: values }, finite: seen };
}

const finite = (value: number | undefined): number => (Number.isFinite(value) ? (value as number) : Number.NaN);

function meansOf(x: ArrayLike<number>, starts: Int32Array, count: number): Float64Array {
  return Float64Array.from(starts, (start, bucket) => {
    const end = starts[bucket + 1] ?? count;
    let sum = 0;
    for (let i = start; i < end; i += 1) sum += x[i] as number;
    return sum / (end - start);
  });
}

/** A million rows of twenty columns pass here while somebody waits: plain comparisons, one pass. */
function summarise(
  x: Float64Array,
  y: ArrayLike<number>,
  starts: Int32Array,
  count: number,
): ReturnType<Buckets["summarise"]> {
  const make = (): Float64Array => new Float64Array(starts.length);
  const envelope = { x, min: make(), max: make(), mean: make() };
  let all = 0;
  for (let bucket = 0; bucket < starts.length; bucket += 1) {
    const end = starts[bucket + 1] ?? count;
    let [sum, seen, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = starts[bucket] as number; i < end; i += 1) {
      const value = y[i] as number;
      if (value - value !== 0) continue; // not finite
      seen += 1;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    envelope.min[bucket] = seen > 0 ? min : Number.NaN;
    envelope.max[bucket] = seen > 0 ? max : Number.NaN;
    envelope.mean[bucket] = sum / seen;
    all += seen;
  }
  return { envelope, finite: all };
}
