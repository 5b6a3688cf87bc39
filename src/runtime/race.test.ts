/** @file Races on a clock that the runners move. */
import { expect, test } from "vitest";
import { wins } from "./race.ts";

/** Runners that take so many milliseconds each time, the last number again and again. */
function track(): { readonly clock: () => number; readonly runner: (times: readonly number[]) => () => Promise<void> } {
  let now = 0;
  return {
    clock: () => now,
    runner: (times) => {
      let run = 0;
      return async () => {
        now += times[Math.min(run, times.length - 1)] as number;
        run += 1;
      };
    },
  };
}

test.each([
  ["a twentieth faster is not enough", [95.1], [100], false],
  ["more than a twentieth is", [94.9], [100], true],
  ["the first run of a challenger does not count", [500, 90], [100], true],
  ["one slow moment of the challenger does not count", [90, 90, 300, 90], [100], true],
  ["nor one of the champion", [99], [100, 300, 100], false],
  ["a challenger that begins hopelessly is given up", [126, 126, 10, 10], [100], false],
] as const)("%s", async (_, challenger, champion, won) => {
  const { clock, runner } = track();
  expect(await wins(runner(challenger), runner(champion), { clock, rounds: 4, share: 0.95 })).toBe(won);
});
