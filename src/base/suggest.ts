/** @file "Did you mean …?": the nearest known word, if it is near enough to be a slip of the fingers. */

/** Damerau and Levenshtein's distance with adjacent swaps: the fewest insertions, deletions, changes and swaps. */
export function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(change, (previous[j] as number) + 1, (row[j - 1] as number) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (older[j - 2] as number) + 1);
      row.push(best);
    }
    [older, previous] = [previous, row];
  }
  return previous[b.length] as number;
}

/** The known word nearest to `word`, or null when all differ in more than two fifths of the letters. */
export function suggestionFor(word: string, known: Iterable<string>): string | null {
  const lower = word.toLowerCase();
  let best: { readonly word: string; readonly distance: number } | null = null;
  for (const candidate of known) {
    const distance = editDistance(lower, candidate.toLowerCase());
    const near = distance <= Math.max(1, Math.floor(0.4 * Math.max(lower.length, candidate.length)));
    if (near && (best === null || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word ?? null;
}
