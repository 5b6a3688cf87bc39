/** @file How many threads are chosen, on machines that are tables of times. */
import { expect, test } from "vitest";
import { conv, input, matmul } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import type { Runtime } from "./runtime.ts";
import { mayTuneThreads, productFlops, threadCounts, tuneThreads } from "./tune-threads.ts";

const product = (n: number, transposeA = false): Program => {
  const [a, b] = [input("a", transposeA ? [3, n] : [n, 3]), input("b", [3, 5])];
  return { name: "product", outputs: { c: matmul(a, b, { transposeA }) }, updates: {} };
};

/** Milliseconds a run with so many threads. */
function machine(times: Readonly<Record<number, number>>) {
  let now = 0;
  const open = (threads: number): Runtime => ({
    device: "cpu",
    threads,
    state: () => ({ read: async () => ({}), write: () => {}, release: () => {} }),
    open: async () => {
      const run = async () => {
        now += times[threads] as number;
        return {};
      };
      return { nodes: 1, compileMs: 0, run, repeat: run, release: async () => {} };
    },
  });
  return { open, clock: () => now };
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
] as const)("%s", async (_, times, best) => {
  expect(await tuneThreads(product(4), 8, machine(times))).toBe(best);
});

test("counts products and convolutions", () => {
  expect(productFlops(Object.values(product(4).outputs))).toBe(2 * 4 * 5 * 3);
  expect(productFlops(Object.values(product(4, true).outputs))).toBe(2 * 4 * 5 * 3);
  const geometry = { stride: [1, 1], padding: [0, 0, 0, 0], dilation: [1, 1] } as const;
  const y = conv(input("x", [2, 3, 8, 8]), input("w", [5, 3, 3, 3]), geometry);
  expect(productFlops([y])).toBe(2 * 2 * 36 * 5 * 27);
});

test("large programs and lone threads are not measured", () => {
  expect(mayTuneThreads(product(4), 2)).toBe(true);
  expect(mayTuneThreads(product(4), 1)).toBe(false);
  expect(mayTuneThreads(product(1e8), 2)).toBe(false);
});
