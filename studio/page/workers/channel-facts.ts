/** @file What the numbers of a channel are like. */
import type { ChannelFacts } from "./latent-messages.ts";

/** @param data of `channels` channels, one after the other */
export function channelFacts(data: Float32Array, channels: number): ChannelFacts[] {
  const size = data.length / channels;
  return Array.from({ length: channels }, (_, i) => factsOf(data.subarray(i * size, (i + 1) * size)));
}

/** In float64, the deviation about the mean that was found first: large means cost it no digits. */
function factsOf(values: Float32Array): ChannelFacts {
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count += 1;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const strange = values.length - count;
  if (count === 0) return { mean: null, std: null, min: null, max: null, strange };
  const mean = sum / count;
  let squares = 0;
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / count), min, max, strange };
}
