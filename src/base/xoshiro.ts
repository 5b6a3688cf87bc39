/**
 * @file The generator of words. Threefry-2x32-20 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011)
 * turns a key into the state of xoshiro128** (Blackman & Vigna, 2018), which then runs for one sequence.
 */

/** @property seed any 32-bit integer @property stream what the numbers are for @property counter usually the step */
export interface RandomKey {
  readonly seed: number;
  readonly stream: string;
  readonly counter: number;
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

/** Four words of xoshiro128**. Signed: in most engines only such words stay machine integers. */
export type XoshiroState = Int32Array;

/** The state a key begins with. */
export function stateOf({ seed, stream, counter }: RandomKey): XoshiroState {
  const key = [seed | 0, hashOf(stream)] as const;
  const high = Math.floor(counter / 2 ** 32);
  return Int32Array.from([0, 1].flatMap((half) => threefry2x32(key, [counter | 0, high * 2 + half])));
}

/** The next word, signed. */
export function nextWord(state: XoshiroState): number {
  const [s0, s1, s2, s3] = [state[0] as number, state[1] as number, state[2] as number, state[3] as number];
  const [a, b] = [s2 ^ s0, s3 ^ s1];
  state[0] = s0 ^ b;
  state[1] = s1 ^ a;
  state[2] = a ^ (s1 << 9);
  state[3] = rotate(b, 11);
  return Math.imul(rotate(Math.imul(s1, 5), 7), 9);
}

/** Fills `words` with the next ones: a loop over local variables takes a quarter of as many calls' time. */
export function fillWords(state: XoshiroState, words: Int32Array): void {
  let [s0, s1, s2, s3] = [state[0] as number, state[1] as number, state[2] as number, state[3] as number];
  for (let i = 0; i < words.length; i += 1) {
    words[i] = Math.imul(rotate(Math.imul(s1, 5), 7), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 11);
  }
  state[0] = s0;
  state[1] = s1;
  state[2] = s2;
  state[3] = s3;
}
