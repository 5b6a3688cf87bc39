/** @file Which of a run's pictures a report takes along. */

/**
 * At most `most`: the first, the last, and between them even steps along the list. Early ones are dense in the list, so
 * they stay dense.
 */
export function pickSamples<T>(samples: readonly T[], most: number | "all"): T[] {
  if (most === "all" || samples.length <= most) return [...samples];
  if (most < 2) return samples.slice(-1);
  return Array.from({ length: most }, (_, i) => {
    return samples[Math.round((i * (samples.length - 1)) / (most - 1))] as T;
  });
}
