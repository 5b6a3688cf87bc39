/** @file A few of many. */

/** At most `most` of a list: the first, the last, and between them even steps along it; of one, the last. */
export function evenly<T>(list: readonly T[], most: number): T[] {
  const count = Math.min(most, list.length);
  if (count < 2) return list.slice(-1);
  return Array.from({ length: count }, (_, i) => list[Math.round((i * (list.length - 1)) / (count - 1))] as T);
}
