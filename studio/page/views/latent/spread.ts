/** @file A few of many. */

/** Evenly, the first and the last always; of one, the last. @param steps rising, not empty */
export function spread(steps: readonly number[], most: number): number[] {
  const last = steps.length - 1;
  const count = Math.min(most, steps.length);
  if (count === 1) return [steps[last] as number];
  return Array.from({ length: count }, (_, i) => steps[Math.round((i * last) / (count - 1))] as number);
}
