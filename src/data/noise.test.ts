import { expect, test } from "vitest";
import { fillNormal } from "../base/random.ts";
import { fillNoise } from "./noise.ts";

const key = { seed: 1, stream: "z", counter: 9 };

test("normal noise is the key's normal sequence", () => {
  const out = new Float32Array(16);
  expect(fillNoise({ kind: "normal" }, key, out)).toBe(out);
  expect(out).toEqual(fillNormal(key, new Float32Array(16)));
});

test("uniform noise fills its range", () => {
  const out = fillNoise({ kind: "uniform", low: -3, high: -1 }, key, new Float32Array(10_000));
  expect(Math.min(...out)).toBeGreaterThanOrEqual(-3);
  expect(Math.min(...out)).toBeLessThan(-2.99);
  expect(Math.max(...out)).toBeLessThanOrEqual(-1);
  expect(Math.max(...out)).toBeGreaterThan(-1.01);
});
