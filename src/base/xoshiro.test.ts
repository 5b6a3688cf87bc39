import { describe, expect, test } from "vitest";
import { fillWords, nextWord, stateOf } from "./xoshiro.ts";

const key = { seed: 3, stream: "words", counter: 5 };

describe("fillWords", () => {
  test.each([0, 1, 2, 255, 256, 10_000])("gives the next %i words, and leaves the state after them", (count) => {
    const [one, other] = [stateOf(key), stateOf(key)];
    const words = new Int32Array(count);
    fillWords(one, words);
    expect(words).toEqual(Int32Array.from({ length: count }, () => nextWord(other)));
    expect(one).toEqual(other);
    expect(nextWord(one)).toBe(nextWord(other));
  });

  test("goes on where it stopped", () => {
    const [one, other] = [stateOf(key), stateOf(key)];
    const [whole, parts] = [new Int32Array(100), new Int32Array(100)];
    fillWords(one, whole);
    for (const [start, end] of [
      [0, 7],
      [7, 8],
      [8, 100],
    ] as const) {
      fillWords(other, parts.subarray(start, end));
    }
    expect(parts).toEqual(whole);
  });
});

test("words are signed and use all 32 bits", () => {
  const words = new Int32Array(4000);
  fillWords(stateOf(key), words);
  for (let bit = 0; bit < 32; bit += 1) {
    const ones = words.filter((word) => (word >>> bit) % 2 === 1).length;
    expect(Math.abs(ones - 2000)).toBeLessThan(4 * Math.sqrt(1000)); // four standard deviations, either way
  }
});
