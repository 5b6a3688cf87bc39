import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { fillNormal } from "../base/random.ts";
import { lerp, slerp, walk } from "./paths.ts";

const vector = (...values: number[]): Float32Array => Float32Array.from(values);
const drawn = (counter: number, size = 50): Float32Array =>
  fillNormal({ seed: 1, stream: "z", counter }, new Float32Array(size));
const lengthOf = (z: Float32Array): number => Math.hypot(...z);
/** float32's own rounding. */
const rounded = { rtol: 1e-6, atol: 1e-7 };

describe("a straight line", () => {
  test("goes evenly from one to the other", () => {
    const [a, b] = [vector(0, 4), vector(2, 0)];
    expectClose(lerp(a, b, 0.25), [0.5, 3], rounded);
    expectClose(lerp(a, b, 0), a, { rtol: 0, atol: 0 });
    expectClose(lerp(a, b, 1), b, { rtol: 0, atol: 0 });
  });
});

describe("an arc", () => {
  test("turns by equal angles and keeps the length of what it joins", () => {
    const [a, b] = [vector(2, 0), vector(0, 2)];
    for (const t of [0, 0.25, 0.5, 0.75, 1]) {
      expectClose(slerp(a, b, t), [2 * Math.cos((t * Math.PI) / 2), 2 * Math.sin((t * Math.PI) / 2)], rounded);
    }
  });

  test("begins and ends exactly where it should", () => {
    const [a, b] = [drawn(0), drawn(1)];
    expectClose(slerp(a, b, 0), a, { rtol: 0, atol: 0 });
    expectClose(slerp(a, b, 1), b, { rtol: 0, atol: 0 });
  });

  test("stays near the sphere of normal latents, where a line cuts through its inside", () => {
    const [a, b] = [drawn(0), drawn(1)];
    const shorter = Math.min(lengthOf(a), lengthOf(b));
    expect(lengthOf(slerp(a, b, 0.5))).toBeGreaterThan(0.95 * shorter);
    expect(lengthOf(lerp(a, b, 0.5))).toBeLessThan(0.85 * shorter);
  });

  test("is the line where there is no one arc: same direction, opposite direction, no direction", () => {
    for (const b of [vector(3, 3), vector(-1, -1), vector(0, 0)]) {
      expectClose(slerp(vector(1, 1), b, 0.3), lerp(vector(1, 1), b, 0.3), rounded);
    }
  });
});

describe("a walk", () => {
  test("passes every stop, both ends included, evenly in time", () => {
    const stops = [vector(0, 0), vector(2, 0), vector(2, 4)];
    const path = walk(stops, 5, "linear");
    expect(path.shape).toEqual([5, 2]);
    expectClose(path.data, [0, 0, 1, 0, 2, 0, 2, 2, 2, 4], rounded);
  });

  test("ends on its last stop also where frames and legs do not divide", () => {
    const stops = [drawn(0), drawn(1), drawn(2), drawn(3)];
    for (const kind of ["linear", "slerp"] as const) {
      const { data } = walk(stops, 8, kind);
      expectClose(data.subarray(0, 50), stops[0] as Float32Array, { rtol: 0, atol: 0 });
      expectClose(data.subarray(-50), stops[3] as Float32Array, { rtol: 0, atol: 0 });
    }
  });

  test("of two frames is its two ends", () => {
    expectClose(walk([vector(1), vector(5)], 2, "slerp").data, [1, 5], { rtol: 0, atol: 0 });
  });

  test.each<[string, Float32Array[], number, string]>([
    ["one stop", [vector(1)], 5, "walk: expected at least 2 stops and 2 frames, got 1 stops and 5 frames."],
    ["one frame", [vector(1), vector(2)], 1, "walk: expected at least 2 stops and 2 frames, got 2 stops and 1 frames."],
    ["stops of different lengths", [vector(1), vector(1, 2)], 4, "walk: expected stops of one length, got 1 and 2."],
  ])("over %s is refused", (_, stops, frames, sentence) => {
    expect(() => walk(stops, frames, "linear")).toThrow(sentence);
  });
});
