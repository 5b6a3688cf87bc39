/**
 * @file Arithmetic on latents: A − B + C, each the mean of the latents of several samples that show a thing.
 *
 * "vector(smiling woman) − vector(neutral woman) + vector(neutral man) = vector(smiling man)": Radford, Metz & Chintala,
 * 2016, §6.3.2, https://arxiv.org/abs/1511.06434. Single samples gave unstable results there, means of three did not; and
 * with normal latents A − B + C of means of three has the length of a latent again. A latent vector for an attribute,
 * walked along both ways, is their "turn" vector: the mean with it less the mean without it.
 */
import { GantryError } from "../base/error.ts";
import { fillUniform } from "../base/random.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";

/** Row i of `[N, d]`. */
export function rowOf({ shape, data }: Tensor<"float32">, i: number): Float32Array {
  const size = shape[1] as number;
  return data.subarray(i * size, (i + 1) * size);
}

/** Rows one below the other. @param rows of one length @returns `[N, d]` */
export function stacked(rows: readonly Float32Array[]): Tensor<"float32"> {
  const size = (rows[0] as Float32Array).length;
  const data = new Float32Array(rows.length * size);
  for (const [i, row] of rows.entries()) data.set(row, i * size);
  return floatTensor([rows.length, size], data);
}

/** The mean of some rows of `[N, d]`. @throws E732 for none, or for one that is not there */
export function meanLatent(z: Tensor<"float32">, indices: readonly number[], where: string): Float32Array {
  const [count, size] = z.shape as [number, number];
  const wrong = indices.find((index) => !(Number.isInteger(index) && index >= 0 && index < count));
  if (indices.length === 0 || wrong !== undefined) {
    throw new GantryError("E732", { where, count, got: wrong === undefined ? null : String(wrong) });
  }
  const mean = new Float64Array(size);
  for (const index of indices) {
    const row = rowOf(z, index);
    for (let j = 0; j < size; j += 1) mean[j] = (mean[j] as number) + (row[j] as number) / indices.length;
  }
  return Float32Array.from(mean);
}

/** a − b + c. */
export const plusDifference = (c: Float32Array, a: Float32Array, b: Float32Array): Float32Array =>
  c.map((value, j) => value + (a[j] as number) - (b[j] as number));

/** z + t·v. */
export const along = (z: Float32Array, v: Float32Array, t: number): Float32Array =>
  z.map((value, j) => value + t * (v[j] as number));

/** Evenly from −1 to 1. @param count ≥ 2 */
export const positions = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => -1 + (2 * i) / (count - 1));

/**
 * Half the way from one mean to the other: z − v … z + v walks from "without" to "with".
 * @throws what `meanLatent` throws
 */
export function attributeVector(
  z: Tensor<"float32">,
  { with: having, without }: { readonly with: readonly number[]; readonly without: readonly number[] },
): Float32Array {
  const [a, b] = [meanLatent(z, having, "with"), meanLatent(z, without, "without")];
  return a.map((value, j) => (value - (b[j] as number)) / 2);
}

/**
 * `z` and latents near it: uniform noise of ± `spread` in each direction, as the paper draws around a result.
 * @returns `[count, d]`, `z` itself in the middle
 */
export function around(z: Float32Array, count: number, spread: number, seed: number): Tensor<"float32"> {
  const noise = fillUniform(
    { seed, stream: "latent/around", counter: 0 },
    new Float32Array(count * z.length),
    -spread,
    spread,
  );
  const middle = Math.floor(count / 2);
  return stacked(
    Array.from({ length: count }, (_, i) => {
      const shift = noise.subarray(i * z.length, (i + 1) * z.length);
      return i === middle ? z : along(z, shift, 1);
    }),
  );
}
