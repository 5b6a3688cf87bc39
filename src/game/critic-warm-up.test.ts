import { expect, test } from "vitest";
import { tinyGan } from "../../test/play.ts";
import { withCriticWarmUp } from "./critic-warm-up.ts";

/** Updates of D in a step. */
function updatesOf(times: number, options = {}): (step: number) => number {
  const [D, G] = withCriticWarmUp(tinyGan({ discriminatorSteps: times }), options).phases;
  expect(G?.extra).toBeUndefined();
  return (step) => (D?.times ?? 1) * (1 + (D?.extra?.(step) ?? 0));
}

test("D is updated 100 times in the first 25 steps and in each 500th, k times in the others", () => {
  const updates = updatesOf(5);
  expect([0, 1, 24, 25, 499, 500, 501, 1000, 1500].map(updates)).toEqual([100, 100, 100, 5, 5, 100, 5, 100, 100]);
});

test("up to k − 1 times more where k does not divide that, never less than k times", () => {
  expect([0, 30].map(updatesOf(3))).toEqual([102, 3]);
  expect([0, 30].map(updatesOf(7, { updates: 4 }))).toEqual([7, 7]);
  expect([0, 4, 5, 10, 15].map(updatesOf(1, { updates: 8, first: 5, every: 10 }))).toEqual([8, 8, 1, 8, 1]);
});

test("is of games with a phase D", () => {
  const game = tinyGan();
  expect(() => withCriticWarmUp({ ...game, phases: game.phases.slice(1) })).toThrow(
    "withCriticWarmUp: the game has no phase D",
  );
});
