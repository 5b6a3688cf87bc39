/** The only numeric matcher: |got − want| ≤ atol + rtol·|want|; NaN never passes; lengths must match. */
export function expectClose(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { rtol = 1e-5, atol = 1e-7 }: { readonly rtol?: number; readonly atol?: number } = {},
): void {
  if (got.length !== want.length) throw new Error(`expected ${want.length} values, got ${got.length}`);
  for (let i = 0; i < want.length; i += 1) {
    const [g, w] = [got[i] as number, want[i] as number];
    if (!(Math.abs(g - w) <= atol + rtol * Math.abs(w))) {
      throw new Error(`[${i}]: expected ${w}, got ${g} (rtol ${rtol}, atol ${atol})`);
    }
  }
}
