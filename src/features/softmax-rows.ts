/** @file Logits as probabilities on the host: p_k = exp(l_k − max) / Σ exp(l_j − max), row by row, in float64. */

/** @param logits `[rows, classes]`, row-major @returns the same shape, each row summing to 1 */
export function softmaxRows(logits: ArrayLike<number>, classes: number): Float64Array {
  const out = Float64Array.from(logits);
  for (let start = 0; start < out.length; start += classes) {
    const row = out.subarray(start, start + classes);
    const largest = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    let sum = 0;
    for (let k = 0; k < classes; k += 1) {
      const share = Math.exp((row[k] as number) - largest);
      row[k] = share;
      sum += share;
    }
    for (let k = 0; k < classes; k += 1) row[k] = (row[k] as number) / sum;
  }
  return out;
}
