/**
 * @file Randomness as a counter. A key (seed, stream, counter) names a sequence of numbers; nothing is remembered
 * between calls, so what a resumed run draws is what it would have drawn.
 *
 * Threefry-2x32-20 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011) turns the key into the state of
 * xoshiro128** (Blackman & Vigna, 2018), which then runs for one sequence. Normals are drawn with Marsaglia and Tsang's
 * ziggurat in Doornik's form (2005), 128 blocks.
 */

/** @property seed any 32-bit integer @property stream what the numbers are for @property counter usually the step */
export interface RandomKey {
  readonly seed: number;
  readonly stream: string;
  readonly counter: number;
}

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

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** Threefry-2x32 with 20 rounds. @param key two words @param counter two words @returns two words ≥ 0 */
export function threefry2x32(key: readonly [number, number], counter: readonly [number, number]): [number, number] {
  const schedule = [key[0], key[1], 0x1bd11bda ^ key[0] ^ key[1]] as const;
  let a = (counter[0] + schedule[0]) | 0;
  let b = (counter[1] + schedule[1]) | 0;
  for (let round = 0; round < 20; round += 1) {
    a = (a + b) | 0;
    b = rotate(b, ROTATIONS[round % 8] as number) ^ a;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      a = (a + (schedule[injection % 3] as number)) | 0;
      b = (b + (schedule[(injection + 1) % 3] as number) + injection) | 0;
    }
  }
  return [a >>> 0, b >>> 0];
}

/** FNV-1a over UTF-16 units: a name becomes a word. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The sequence a key names. */
export function randomSource({ seed, stream, counter }: RandomKey): RandomSource {
  const key = [seed | 0, hashOf(stream)] as const;
  const high = Math.floor(counter / 2 ** 32);
  let [s0, s1] = threefry2x32(key, [counter | 0, high * 2]);
  let [s2, s3] = threefry2x32(key, [counter | 0, high * 2 + 1]);

  const bits = (): number => {
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 11);
    return result;
  };
  const uniform = (): number => bits() * 2 ** -32;
  return { bits, uniform, normal: () => zigguratNormal(bits, uniform), below: (n) => unbiasedBelow(bits, n) };
}

/** Rejects the last, incomplete block of n values, so each remainder is equally likely. */
function unbiasedBelow(bits: () => number, n: number): number {
  const limit = 2 ** 32 - (2 ** 32 % n);
  let draw = bits();
  while (draw >= limit) draw = bits();
  return draw % n;
}

const BLOCKS = 128;
const TAIL = 3.442619855899; // where the lowest block ends
const AREA = 9.91256303526217e-3; // of each block

/** `edges[i]`: right end of block i, falling; `ratios[i]`: the share of it that lies wholly under the curve. */
const { edges, ratios } = zigguratTables();

function zigguratTables(): { readonly edges: Float64Array; readonly ratios: Float64Array } {
  const edges = new Float64Array(BLOCKS + 1);
  let density = Math.exp(-0.5 * TAIL * TAIL);
  edges[0] = AREA / density;
  edges[1] = TAIL;
  for (let i = 2; i < BLOCKS; i += 1) {
    const edge = Math.sqrt(-2 * Math.log(AREA / (edges[i - 1] as number) + density));
    edges[i] = edge;
    density = Math.exp(-0.5 * edge * edge);
  }
  const ratios = Float64Array.from({ length: BLOCKS }, (_, i) => (edges[i + 1] as number) / (edges[i] as number));
  return { edges, ratios };
}

function zigguratNormal(bits: () => number, uniform: () => number): number {
  for (;;) {
    const u = bits() * 2 ** -31 - 1;
    const block = bits() & (BLOCKS - 1);
    if (Math.abs(u) < (ratios[block] as number)) return u * (edges[block] as number);
    if (block === 0) return tailNormal(uniform, u < 0);
    const x = u * (edges[block] as number);
    const above = Math.exp(-0.5 * ((edges[block] as number) ** 2 - x * x));
    const below = Math.exp(-0.5 * ((edges[block + 1] as number) ** 2 - x * x));
    if (below + uniform() * (above - below) < 1) return x;
  }
}

/** Marsaglia's tail: beyond `TAIL`, by rejection from an exponential. `1 - uniform` keeps the logarithm finite. */
function tailNormal(uniform: () => number, negative: boolean): number {
  for (;;) {
    const x = Math.log(1 - uniform()) / TAIL;
    const y = Math.log(1 - uniform());
    if (-2 * y >= x * x) return negative ? x - TAIL : TAIL - x;
  }
}

/** Fills `out` with uniform draws from [low, high); rounded to float32, so that `high` itself comes up once in 2²⁵. */
export function fillUniform(key: RandomKey, out: Float32Array, low = 0, high = 1): Float32Array {
  const { bits } = randomSource(key);
  const scale = (high - low) * 2 ** -32;
  for (let i = 0; i < out.length; i += 1) out[i] = low + scale * bits();
  return out;
}

/** Fills `out` with standard normal draws. */
export function fillNormal(key: RandomKey, out: Float32Array): Float32Array {
  const { normal } = randomSource(key);
  for (let i = 0; i < out.length; i += 1) out[i] = normal();
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
