/**
 * @file Latents between several others: a weighted sum brought back to the length of a latent.
 *
 *   z = Σ w_i z_i / √(Σ w_i²)
 *
 * For independent z_i ~ N(0, 1) the sum has variance Σ w_i², so z is N(0, 1) again wherever the weights are; a plain
 * mean of four would lie at half the radius, where the generator was never trained. Where one weight is all, z is that
 * latent. On a lattice of latents the weights are bilinear, as in StyleGAN3's visualiser (Karras et al., 2021,
 * https://arxiv.org/abs/2106.12423).
 */

export interface Weighted {
  readonly latent: Float32Array;
  readonly weight: number;
}

/** @param parts of one length, of normal latents; weights not all zero */
export function blend(parts: readonly Weighted[]): Float32Array {
  const length = Math.sqrt(parts.reduce((sum, { weight }) => sum + weight * weight, 0));
  const out = new Float32Array(parts[0]?.latent.length ?? 0);
  for (const { latent, weight } of parts) {
    const share = weight / length;
    for (let i = 0; i < out.length; i += 1) out[i] = (out[i] as number) + share * (latent[i] as number);
  }
  return out;
}

/**
 * The corners of the lattice's cell that (x, y) lies in, with their bilinear weights; corners of weight zero are left
 * out, so on a lattice point there is one.
 */
export function bilinear(x: number, y: number): { readonly x: number; readonly y: number; readonly weight: number }[] {
  const [left, low] = [Math.floor(x), Math.floor(y)];
  const [right, up] = [x - left, y - low];
  return [
    { x: left, y: low, weight: (1 - right) * (1 - up) },
    { x: left + 1, y: low, weight: right * (1 - up) },
    { x: left, y: low + 1, weight: (1 - right) * up },
    { x: left + 1, y: low + 1, weight: right * up },
  ].filter(({ weight }) => weight > 0);
}
