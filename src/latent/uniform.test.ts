import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { fillUniform } from "../base/random.ts";
import { lerp, slerp, walk } from "./paths.ts";
import { asNormal, asUniform } from "./uniform.ts";

const RANGE = [-1, 3] as const;
const SIZE = 20_000;
const drawn = (counter: number): Float32Array =>
  fillUniform({ seed: 2, stream: "z", counter }, new Float32Array(SIZE), ...RANGE);
const varianceOf = (z: Float32Array): number => {
  const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
  return z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / z.length;
};
/** Of a uniform distribution on an interval of length 4. */
const VARIANCE = 16 / 12;

test("quantiles of N(0, 1) are what shares of the interval become, and back", () => {
  // Φ⁻¹ of .025, .5 and .8413447
  expectClose(asNormal(Float32Array.of(-0.9, 1, -1 + 4 * 0.841344746), RANGE), [-1.959964, 0, 1], {
    rtol: 2e-6,
    atol: 1e-6,
  });
  const z = drawn(0);
  expectClose(asUniform(asNormal(z, RANGE), RANGE), z, { rtol: 0, atol: 3e-6 });
  expect(asNormal(z, null)).toBe(z);
  expect(asUniform(z, null)).toBe(z);
});

test("the ends of the interval are far out, not infinite", () => {
  const ends = asNormal(Float32Array.of(-1, 3), RANGE);
  expectClose(ends, [-5.199338, 5.199338], { rtol: 1e-6, atol: 0 }); // Φ⁻¹(1e-7)
});

describe("a walk between uniform latents", () => {
  const stops = [drawn(1), drawn(2), drawn(3)];
  const path = walk(stops, 9, "slerp", RANGE);
  const frames = Array.from({ length: 9 }, (_, i) => path.data.subarray(i * SIZE, (i + 1) * SIZE));

  test("stays within the interval; an arc through the latents themselves would not", () => {
    expect(Math.min(...frames.map((z) => z.reduce((a, b) => Math.min(a, b))))).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...frames.map((z) => z.reduce((a, b) => Math.max(a, b))))).toBeLessThanOrEqual(3);
    expect(walk(stops, 9, "slerp").data.some((value) => value > 3.3)).toBe(true);
  });

  test("is uniform wherever it is: an eighth of the numbers in each eighth of the interval", () => {
    for (const z of frames) {
      const counts = new Array<number>(8).fill(0);
      for (const value of z)
        counts[Math.min(7, Math.floor((value + 1) * 2))] =
          1 + (counts[Math.min(7, Math.floor((value + 1) * 2))] as number);
      // 4 deviations of a count: √(20,000 · 1/8 · 7/8) = 47
      expectClose(counts, new Array<number>(8).fill(SIZE / 8), { rtol: 0, atol: 188 });
    }
  });

  test("passes its stops", () => {
    for (const [i, stop] of [0, 4, 8].entries()) {
      expectClose(frames[stop] as Float32Array, stops[i] as Float32Array, { rtol: 0, atol: 3e-6 });
    }
  });

  test("a line keeps to the interval by itself, at half the variance in the middle", () => {
    const middle = walk(stops.slice(0, 2), 3, "linear", RANGE).data.subarray(SIZE, 2 * SIZE);
    expect(middle).toEqual(lerp(stops[0] as Float32Array, stops[1] as Float32Array, 0.5));
    expectClose([varianceOf(middle)], [VARIANCE / 2], { rtol: 0.04, atol: 0 });
    expectClose([varianceOf(frames[2] as Float32Array)], [VARIANCE], { rtol: 0.03, atol: 0 });
  });

  test("normal latents take the arc as before", () => {
    const [a, b] = [Float32Array.of(2, 0), Float32Array.of(0, 2)];
    expect(walk([a, b], 3, "slerp", null).data.subarray(2, 4)).toEqual(slerp(a, b, 0.5));
  });
});
