/**
 * @file Randomness as a counter. A key (seed, stream, counter) names a sequence of numbers; nothing is remembered
 * between calls, so what a resumed run draws is what it would have drawn. Words: `xoshiro.ts`; normals: `ziggurat.ts`.
 */
import { fillWords, nextWord, type RandomKey, stateOf } from "./xoshiro.ts";
import { normalFrom } from "./ziggurat.ts";

export { hashOf, type RandomKey, threefry2x32 } from "./xoshiro.ts";
export { fillNormal } from "./ziggurat.ts";

/** Draws of one sequence, from its start. */
export interface RandomSource {
  /** A 32-bit integer ≥ 0. */
  readonly bits: () => number;
  /** In [0, 1), a multiple of 2⁻³². */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** An integer in [0, n), without bias. */
  readonly below: (n: number) => number;
}

/** The sequence a key names. */
export function randomSource(key: RandomKey): RandomSource {
  const state = stateOf(key);
  const bits = (): number => nextWord(state) >>> 0;
  return {
    bits,
    uniform: () => bits() * 2 ** -32,
    normal: () => normalFrom(state),
    below: (n) => unbiasedBelow(bits, n),
  };
}

/** Rejects the last, incomplete block of n values, so each remainder is equally likely. */
function unbiasedBelow(bits: () => number, n: number): number {
  const limit = 2 ** 32 - (2 ** 32 % n);
  let draw = bits();
  while (draw >= limit) draw = bits();
  return draw % n;
}

/** Fills `out` with uniform draws from [low, high); rounded to float32, so that `high` itself comes up once in 2²⁵. */
export function fillUniform(key: RandomKey, out: Float32Array, low = 0, high = 1): Float32Array {
  const state = stateOf(key);
  const words = new Int32Array(Math.min(256, out.length));
  const scale = (high - low) * 2 ** -32;
  for (let i = 0; i < out.length; i += 1) {
    const next = i % words.length;
    if (next === 0) fillWords(state, words);
    out[i] = low + scale * ((words[next] as number) >>> 0);
  }
  return out;
}

/** A permutation of 0 … n−1 (Fisher and Yates). */
export function permutation(key: RandomKey, n: number): Uint32Array {
  const { below } = randomSource(key);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    const swapped = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swapped;
  }
  return order;
}
