/** @file Normals drawn many at a time are those drawn one by one, and each way of drawing them has its share. */
import { beforeAll, describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { randomSource } from "./random.ts";
import { nextWord, stateOf } from "./xoshiro.ts";
import { fillNormal, normalFrom } from "./ziggurat.ts";

const key = (counter: number) => ({ seed: 11, stream: "normals", counter });

/** Standard errors of a share or a mean by which a right generator may be off: one in sixteen thousand. */
const ERRORS = 4;

describe("fillNormal", () => {
  const bitsOf = ({ buffer }: Float32Array): Int32Array => new Int32Array(buffer);

  test("gives what the source gives, draw by draw, bit by bit", () => {
    const count = 100_000;
    const { normal } = randomSource(key(0));
    const expected = Float32Array.from({ length: count }, normal);
    expect(bitsOf(fillNormal(key(0), new Float32Array(count)))).toEqual(bitsOf(expected));
  });

  test("gives the same first draws however many are asked for", () => {
    const whole = fillNormal(key(1), new Float32Array(150));
    for (let count = 0; count < 150; count += 1) {
      const out = new Float32Array(150).fill(9);
      expect(fillNormal(key(1), out.subarray(0, count))).toEqual(whole.subarray(0, count));
      expect(out.subarray(count).every((value) => value === 9)).toBe(true);
    }
  });
});

describe("the parts of the ziggurat", () => {
  const count = 10_000_000;
  const r = 3.442619855899;
  const share = 2.8805425619582025e-4; // ½ erfc(r/√2)
  let beyond: number[] = [];

  beforeAll(() => {
    beyond = [3, 4, 5, 6, 7].flatMap((counter) => {
      const normals = fillNormal(key(counter), new Float32Array(count / 5));
      return Array.from(normals.filter((x) => Math.abs(x) > r));
    });
  });

  test("one word is enough where the block's inner part is hit", () => {
    const count = 300_000;
    const state = stateOf(key(2));
    let outside = 0;
    for (let i = 0; i < count; i += 1) {
      const before = state.slice();
      nextWord(before);
      normalFrom(state);
      if (state.some((word, at) => word !== before[at])) outside += 1;
    }
    // 1 − Σ xᵢ₊₁/xᵢ / 128, with x₀ = v/f(r), x₁ = r, f(xᵢ₊₁) = f(xᵢ) + v/xᵢ, x₁₂₈ = 0, by Marsaglia and Tsang's r and v
    const share = 1 - 0.972440397371941;
    expectClose([outside / count], [share], { rtol: 0, atol: ERRORS * Math.sqrt((share * (1 - share)) / count) });
  });

  test("the tail, on either side", () => {
    const above = beyond.filter((x) => x > 0).length;
    const tolerance = { rtol: 0, atol: ERRORS * Math.sqrt(share / count) };
    expectClose([above / count, (beyond.length - above) / count], [share, share], tolerance);
  });

  test("the tail is the normal's: its mean and its mean square", () => {
    const mean = Math.exp(-0.5 * r * r) / Math.sqrt(2 * Math.PI) / share; // φ(r)/(1 − Φ(r))
    const square = 1 + r * mean;
    const fourth = 3 + (r ** 3 + 3 * r) * mean;
    const moment = (power: number): number => beyond.reduce((sum, x) => sum + Math.abs(x) ** power, 0) / beyond.length;
    const errorOf = (variance: number): number => ERRORS * Math.sqrt(variance / beyond.length);
    expectClose([moment(1)], [mean], { rtol: 0, atol: errorOf(square - mean ** 2) });
    expectClose([moment(2)], [square], { rtol: 0, atol: errorOf(fourth - square ** 2) });
  });
});
