import { expect, test } from "vitest";
import { expectClose } from "../../../test/matchers.ts";
import { channelFacts } from "./channel-facts.ts";

test("mean, deviation of the population, least and greatest, of each channel by itself", () => {
  const [first, second] = channelFacts(Float32Array.of(2, 4, 4, 6, -1, -1, -1, -1), 2);
  expect([first?.mean, first?.min, first?.max, first?.strange]).toEqual([4, 2, 6, 0]);
  expectClose([first?.std as number], [Math.SQRT2], { rtol: 1e-15, atol: 0 });
  expect(second).toEqual({ mean: -1, std: 0, min: -1, max: -1, strange: 0 });
});

test("what is small beside its mean keeps its digits", () => {
  const [only] = channelFacts(Float32Array.of(8_388_608, 8_388_609), 1);
  expect([only?.mean, only?.std]).toEqual([8_388_608.5, 0.5]);
});

test("numbers that are not finite are counted, and the others told", () => {
  expect(channelFacts(Float32Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, 3, Number.NaN, Number.NaN), 2)).toEqual([
    { mean: 1, std: 0, min: 1, max: 1, strange: 2 },
    { mean: 3, std: 0, min: 3, max: 3, strange: 2 },
  ]);
  expect(channelFacts(Float32Array.of(Number.NaN), 1)).toEqual([
    { mean: null, std: null, min: null, max: null, strange: 1 },
  ]);
});
