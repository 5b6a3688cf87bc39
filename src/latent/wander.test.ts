import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { fillNormal } from "../base/random.ts";
import { wandered } from "./wander.ts";

const size = 20_000;
const start = fillNormal({ seed: 4, stream: "start", counter: 0 }, new Float32Array(size));
const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / a.length;

test("after many steps latents are as long as before, and have forgotten where they began", () => {
  let z = start;
  for (let step = 0; step < 60; step += 1) z = wandered(z, 0.1, { seed: 4, stream: "wander", counter: step });
  expectClose([dot(z, z)], [1], { rtol: 0.04, atol: 0 }); // four deviations of √(2/20,000)
  expectClose([dot(z, start)], [Math.exp(-6)], { rtol: 0, atol: 0.03 });
});

test("a step keeps e^−Δ of what was", () => {
  const z = wandered(start, 0.5, { seed: 4, stream: "wander", counter: 0 });
  expectClose([dot(z, start) / dot(start, start)], [Math.exp(-0.5)], { rtol: 0, atol: 0.03 });
  expect(wandered(start, 0, { seed: 4, stream: "wander", counter: 0 })).toEqual(start);
});
