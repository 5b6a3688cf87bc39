/**
 * @file How much samples differ from one another, against how much the data do: mean pairwise distance of fakes over
 * that of reals. About 1 in health; falling towards 0 when the generator draws the same thing again and again.
 */

/** The mean Euclidean distance between items of `size` numbers, over at most `limit` items. */
export function meanPairwiseDistance(items: Float32Array, size: number, limit = 64): number {
  const count = Math.min(limit, Math.floor(items.length / size));
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < i; j += 1) sum += distance(items, i * size, j * size, size);
  }
  return count < 2 ? 0 : sum / ((count * (count - 1)) / 2);
}

function distance(items: Float32Array, a: number, b: number, size: number): number {
  let squares = 0;
  for (let k = 0; k < size; k += 1) squares += ((items[a + k] as number) - (items[b + k] as number)) ** 2;
  return Math.sqrt(squares);
}
