/** @file Races on a clock that the runners move. */
import { describe, expect, test } from "vitest";
import { fastestOf, wins } from "./race.ts";

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

test("who is stopped leaves the champion", async () => {
  const { clock, runner } = track();
  const over = (): boolean => clock() > 300;
  expect(await wins(runner([50]), runner([100]), { clock, rounds: 4, share: 0.95, over })).toBe(false);
});

describe("the fastest of several", () => {
  const faults = { opens: "cannot be opened", runs: "cannot be run", later: "breaks in the race" } as const;

  /** Choices by name, each with its milliseconds or its fault. */
  async function race(times: Readonly<Record<string, number | keyof typeof faults>>, over?: () => boolean) {
    let [now, open] = [0, 0];
    const runnerOf = async (name: string) => {
      const time = times[name] as number | keyof typeof faults;
      if (time === "opens") throw new Error(faults.opens);
      open += 1;
      let runs = 0;
      const run = async (): Promise<void> => {
        runs += 1;
        if (time === "runs" || (time === "later" && runs > 2)) throw new Error(faults[time]);
        now += time === "later" ? 1 : (time as number);
      };
      const release = async (): Promise<void> => {
        open -= 1;
      };
      return { run, release };
    };
    const options = {
      open: runnerOf,
      clock: () => now,
      rounds: 3,
      share: 0.95,
      ...(over === undefined ? {} : { over }),
    };
    const best = await fastestOf(Object.keys(times) as [string, ...string[]], options);
    expect(open).toBe(0);
    return best;
  }

  test.each([
    ["wins, wherever it stands", { a: 10, b: 8, c: 5, d: 7 }, "c"],
    ["must beat the first by the share, others by anything", { a: 10, b: 9.6, c: 9, d: 8.9 }, "d"],
    ["is none that cannot be opened", { a: 10, b: "opens", c: 5 }, "c"],
    ["is none that cannot be run", { a: 10, b: "runs", c: 5 }, "c"],
    ["is none that breaks in the race", { a: 10, b: "later" }, "a"],
    ["is the first where all others fail", { a: 10, b: "opens", c: "runs" }, "a"],
    ["is unknown where the first cannot be opened", { a: "opens", b: 1 }, null],
    ["is unknown where the first cannot be run", { a: "runs", b: 1 }, null],
  ] as const)("%s", async (_, times, best) => expect(await race(times)).toBe(best));

  test("is the first where it was over before a second", async () => {
    expect(await race({ a: 10, b: 1 }, () => true)).toBe("a");
  });
});
