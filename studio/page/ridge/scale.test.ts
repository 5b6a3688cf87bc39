import { describe, expect, test } from "vitest";
import { axisOf, heightsOf, outlineOf } from "./scale.ts";

const line = (reading: string, real: number[], fake: number[]) => ({ step: 1, reading, real, fake });

describe("the axis", () => {
  test("of probabilities is from 0 to 1, with ½; of other outputs as far as they go, with 0 where that is within", () => {
    expect(axisOf([line("logit", [0.4, 0.5], [0.3, 0.6])])).toEqual({ range: [0, 1], border: 0.5, probability: true });
    const critic = [line("relative", [-1, 3], [-5, 0]), line("relative", [0, 7], [-2, 1])];
    expect(axisOf(critic)).toEqual({ range: [-5, 7], border: 0, probability: false });
    expect(axisOf([line("margin", [1, 3], [0.5, 2])]).border).toBeNull();
    expect(axisOf([line("target", [0, 1], [0, 1])]).border).toBe(0.5);
  });

  test("is never empty", () => {
    expect(axisOf([line("margin", [2, 2], [2, 2])]).range).toEqual([1.5, 2.5]);
  });
});

describe("heights", () => {
  const axis = { range: [0, 1], border: 0.5, probability: true } as const;

  test("the higher outline of a row is 1; areas are in the ratio of the masses, which are the same", () => {
    const { real, fake } = heightsOf(line("logit", [0.25, 0.75], [0, 1]), axis);
    expect(Math.max(...real)).toBe(1);
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    expect(sum(real) / sum(fake)).toBeCloseTo(1, 12);
  });

  test("a spike is cut off at four times the other's height, whichever it is", () => {
    const spiked = heightsOf(line("logit", [0.5, 0.5], [0, 1]), axis);
    expect([Math.max(...spiked.real), Math.max(...spiked.fake)]).toEqual([1, expect.closeTo(0.25, 12)]);
    const other = heightsOf(line("logit", [0, 1], [0.5, 0.5]), axis);
    expect([other.fake, other.real]).toEqual([spiked.real, spiked.fake]);
  });
});

test("an outline is closed along its foot, and its edge is drawn where there is something under it", () => {
  const { area, edge } = outlineOf([0, 0, 0, 1, 0, 0, 0], 100, 70);
  expect(area.startsWith("M63.0 100L63.0 100.0L")).toBe(true);
  expect(area.endsWith("L123.0 100z")).toBe(true);
  expect(edge).toBe("M83.0 100.0L93.0 77.0L103.0 100.0");
});
