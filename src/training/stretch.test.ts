import { describe, expect, test } from "vitest";
import type { StepInput } from "../steps/step.ts";
import { FRAME, paceAfter, stretchLength, stretchLimit } from "./stretch.ts";

const inputsOf = (floats: number): StepInput[] => [
  { name: "D.0.z", draw: "D.0.z", source: { kind: "normal", shape: [floats] } },
];

describe("how many steps a call may take", () => {
  test.each([
    ["one before anything was measured", null, 1000, 1],
    ["as many as fit into 200 ms", 18, 1000, 11],
    ["one where a step takes long", 21, 1000, 1],
    ["16 at most", 0.5, 1000, 16],
    ["as many as 8 MB feed", 5, 2 ** 19, 4],
    ["one where a step is fed more", 5, 2 ** 24, 1],
  ])("%s", (_, pace, floats, most) => {
    expect(stretchLimit(pace, inputsOf(floats))).toBe(most);
  });

  test("fewer where the thread has something else to do", () => {
    expect(stretchLimit(5, inputsOf(1000), FRAME)).toBe(3);
    expect(stretchLimit(40, inputsOf(1000), FRAME)).toBe(1);
  });
});

describe("a stretch ends", () => {
  const ends = { game: { phases: [] }, steps: 1000, sampleEvery: 250, saveEvery: 100, replays: [] };

  test.each([
    ["at its limit", 110, 8, 8],
    ["at the last step", 995, 16, 5],
    ["where a grid is drawn", 245, 16, 5],
    ["where a checkpoint is written", 397, 16, 3],
    ["where grids are dense", 3, 16, 2],
  ])("%s", (_, step, limit, length) => {
    expect(stretchLength(step, limit, ends)).toBe(length);
  });

  test("where something is set again, and not at what was set where it begins", () => {
    expect(stretchLength(110, 16, { ...ends, replays: [{ step: 110 }, { step: 113 }] })).toBe(3);
  });
});

test("the pace falls at once and rises by halves", () => {
  expect([paceAfter(null, 8), paceAfter(8, 5), paceAfter(5, 25)]).toEqual([8, 5, 15]);
});
