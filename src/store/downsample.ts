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
  const count = Math.min(x.length, y.length);
  if (count <= Math.max(buckets, 3)) return exact(x, y, count);

  const inner = Math.max(buckets, 3) - 2;
  const low = x[1] as number;
  const width = ((x[count - 2] as number) - low) / inner || 1;
  const ends = [1];
  for (let i = 1, bucket = 0; i < count - 1; i += 1) {
    const at = Math.min(Math.floor(((x[i] as number) - low) / width), inner - 1);
    if (at > bucket) {
      ends.push(i);
      bucket = at;
    }
  }
  ends.push(count - 1, count);
  const starts = [0, ...ends.slice(0, -1)].filter((start, i) => start < (ends[i] as number));
  return summarise(x, y, starts, count);
}

function exact(x: ArrayLike<number>, y: ArrayLike<number>, count: number): Envelope {
  const values = Float64Array.from({ length: count }, (_, i) => finite(y[i]));
  return { x: Float64Array.from({ length: count }, (_, i) => x[i] as number), min: values, max: values, mean: values };
}

const finite = (value: number | undefined): number => (Number.isFinite(value) ? (value as number) : Number.NaN);

function summarise(x: ArrayLike<number>, y: ArrayLike<number>, starts: readonly number[], count: number): Envelope {
  const make = (): Float64Array => new Float64Array(starts.length);
  const envelope = { x: make(), min: make(), max: make(), mean: make() };
  starts.forEach((start, bucket) => {
    const end = starts[bucket + 1] ?? count;
    let [sumX, sum, seen, min, max] = [0, 0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = start; i < end; i += 1) {
      sumX += x[i] as number;
      const value = y[i] as number;
      if (!Number.isFinite(value)) continue;
      seen += 1;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    envelope.x[bucket] = sumX / (end - start);
    envelope.min[bucket] = seen > 0 ? min : Number.NaN;
    envelope.max[bucket] = seen > 0 ? max : Number.NaN;
    envelope.mean[bucket] = sum / seen;
  });
  return envelope;
}
