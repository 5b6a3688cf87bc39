/** @file How many threads are chosen, on machines that are tables of times. */
import { expect, test } from "vitest";
import { input, matmul } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import type { Runtime } from "./runtime.ts";
import { mayTuneThreads, threadCounts, tuneThreads } from "./tune-threads.ts";

const product = (n: number, transposeA = false): Program => {
  const [a, b] = [input("a", transposeA ? [3, n] : [n, 3]), input("b", [3, 5])];
  return { name: "product", outputs: { c: matmul(a, b, { transposeA }) }, updates: {} };
};

/** Milliseconds a run with so many threads; not a number where it cannot be opened, infinite where it cannot be run. */
function machine(times: Readonly<Record<number, number>>) {
  let [now, left] = [0, 0];
  const open = (threads: number): Runtime => ({
    device: "cpu",
    threads,
    state: () => {
      left += 1;
      return { read: async () => ({}), write: () => {}, release };
    },
    open: async () => {
      const time = times[threads] as number;
      if (Number.isNaN(time)) throw new Error("no such kernel");
      left += 1;
      const run = async () => {
        if (time === Number.POSITIVE_INFINITY) throw new Error("out of memory");
        now += time;
        return {};
      };
      return { nodes: 1, compileMs: 0, run, repeat: run, release: async () => release() };
    },
  });
  const release = (): void => {
    left -= 1;
  };
  return { open, clock: () => now, leftOpen: () => left };
}

test.each([
  [8, [8, 4, 1]],
  [3, [3, 1]],
  [2, [2, 1]],
  [1, [1]],
])("of %d, %j are tried", (all, counts) => expect(threadCounts(all)).toEqual(counts));

test.each([
  ["all, where they are fastest", { 8: 1, 4: 2, 1: 3 }, 8],
  ["all, where fewer are hardly faster", { 8: 1, 4: 0.97, 1: 0.96 }, 8],
  ["half", { 8: 3, 4: 1, 1: 2 }, 4],
  ["one", { 8: 3, 4: 2, 1: 1 }, 1],
  ["none that cannot be opened", { 8: 3, 4: Number.NaN, 1: 2 }, 1],
  ["none that cannot be run", { 8: 3, 4: Number.POSITIVE_INFINITY, 1: 2 }, 1],
] as const)("%s", async (_, times, threads) => {
  const here = machine(times);
  expect(await tuneThreads(product(4), 8, here)).toEqual({ threads, finished: true });
  expect(here.leftOpen()).toBe(0);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])("all, and nothing to keep, where all of them fail", async (fault) => {
  const here = machine({ 8: fault, 4: 1, 1: 1 });
  expect(await tuneThreads(product(4), 8, here)).toEqual({ threads: 8, finished: false });
  expect(here.leftOpen()).toBe(0);
});

test.each([
  ["at once", -1, 0],
  ["in the first warming", 2, 3],
  ["between two", 65, 67],
])("ends when the time is up, or somebody stops it: %s", async (_, budget, end) => {
  for (const limit of ["budget", "stopped"] as const) {
    const here = machine({ 8: 3, 4: 2, 1: 1 });
    const limits = limit === "budget" ? { budget } : { stopped: () => here.clock() > budget };
    const { finished } = await tuneThreads(product(4), 8, { ...here, ...limits });
    expect([finished, here.leftOpen()]).toEqual([false, 0]);
    expect(here.clock()).toBeGreaterThanOrEqual(end);
    expect(here.clock()).toBeLessThan(end + 12); // what was begun is ended
  }
});

test("large programs and lone threads are not measured", () => {
  expect(mayTuneThreads(product(4), 2)).toBe(true);
  expect(mayTuneThreads(product(4), 1)).toBe(false);
  expect(mayTuneThreads(product(1e8), 2)).toBe(false);
});
