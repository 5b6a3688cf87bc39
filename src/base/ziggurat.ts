/**
 * @file Standard normals from words of xoshiro128**: Marsaglia and Tsang's ziggurat (2000) with 128 blocks, in
 * Doornik's form (2005). Of each word, 7 bits choose the block and the other 25 say where in it.
 */
import { nextWord, type RandomKey, stateOf, type XoshiroState } from "./xoshiro.ts";

const BLOCKS = 128;
const TAIL = 3.442619855899; // where the lowest block ends
const AREA = 9.91256303526217e-3; // of each block
const UNIT = 2 ** 24; // 25 signed bits reach from −UNIT to UNIT

/**
 * `edges[i]`: right end of block i, falling. A position below `inner[i]` lies wholly under the curve; times
 * `scales[i]`, a position is a number.
 */
const { edges, inner, scales } = zigguratTables();

function zigguratTables(): { readonly edges: Float64Array; readonly inner: Int32Array; readonly scales: Float64Array } {
  const edges = new Float64Array(BLOCKS + 1);
  let density = Math.exp(-0.5 * TAIL * TAIL);
  edges[0] = AREA / density;
  edges[1] = TAIL;
  for (let i = 2; i < BLOCKS; i += 1) {
    const edge = Math.sqrt(-2 * Math.log(AREA / (edges[i - 1] as number) + density));
    edges[i] = edge;
    density = Math.exp(-0.5 * edge * edge);
  }
  const each = (value: (right: number, inwards: number) => number): number[] =>
    Array.from({ length: BLOCKS }, (_, i) => value(edges[i] as number, edges[i + 1] as number));
  return {
    edges,
    inner: Int32Array.from(each((right, inwards) => Math.ceil((inwards / right) * UNIT))),
    scales: Float64Array.from(each((right) => right / UNIT)),
  };
}

/** The next normal. */
export function normalFrom(state: XoshiroState): number {
  for (;;) {
    const word = nextWord(state);
    const [block, position] = [word & (BLOCKS - 1), word >> 7];
    const x = position * (scales[block] as number);
    if (Math.abs(position) < (inner[block] as number) || isBelowCurve(state, block, x)) return x;
    if (block === 0) return tailNormal(state, x < 0);
  }
}

const uniform = (state: XoshiroState): number => (nextWord(state) >>> 0) * 2 ** -32;

/** Whether a random height at x, within its block but not in its inner part, is below the density. */
function isBelowCurve(state: XoshiroState, block: number, x: number): boolean {
  if (block === 0) return false;
  const above = Math.exp(-0.5 * ((edges[block] as number) ** 2 - x * x));
  const below = Math.exp(-0.5 * ((edges[block + 1] as number) ** 2 - x * x));
  return below + uniform(state) * (above - below) < 1;
}

/** Marsaglia's tail: beyond `TAIL`, by rejection from an exponential. `1 - uniform` keeps the logarithm finite. */
function tailNormal(state: XoshiroState, negative: boolean): number {
  for (;;) {
    const x = Math.log(1 - uniform(state)) / TAIL;
    const y = Math.log(1 - uniform(state));
    if (-2 * y >= x * x) return negative ? x - TAIL : TAIL - x;
  }
}

/**
 * Fills `out` with standard normal draws: those that `randomSource(key).normal` gives. Ninety-seven of a hundred lie in
 * the inner part of their block; for them the generator's words stay in local variables, which is four times as fast.
 */
export function fillNormal(key: RandomKey, out: Float32Array): Float32Array {
  const state = stateOf(key);
  for (let done = 0; done < out.length; done += 1) {
    done = fillInner(state, out, done);
    if (done < out.length) out[done] = normalFrom(state);
  }
  return out;
}

/**
 * Fills from `start` on, until a draw lies elsewhere: that one's word is not taken. The recurrence is that of
 * `fillWords`, written out again because a word need be looked at before the state may move past it.
 *
 * @returns where that is
 */
function fillInner(state: XoshiroState, out: Float32Array, start: number): number {
  let [s0, s1, s2, s3] = [state[0] as number, state[1] as number, state[2] as number, state[3] as number];
  let i = start;
  for (; i < out.length; i += 1) {
    const product = Math.imul(s1, 5);
    const word = Math.imul((product << 7) | (product >>> 25), 9);
    const block = word & (BLOCKS - 1);
    const position = word >> 7;
    if (Math.abs(position) >= (inner[block] as number)) break;
    out[i] = position * (scales[block] as number);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
  }
  state[0] = s0;
  state[1] = s1;
  state[2] = s2;
  state[3] = s3;
  return i;
}
