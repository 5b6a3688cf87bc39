import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whenIdle } from "./idle.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("it is over once nobody has needed it for that long, and not before", async () => {
  let needed = true;
  let over = false;
  void whenIdle(async () => needed, 2000).over.then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(7000);
  expect(over).toBe(false);
  needed = false;
  await vi.advanceTimersByTimeAsync(900);
  expect(over).toBe(false); // the last look was less than that ago
  await vi.advanceTimersByTimeAsync(3200);
  expect(over).toBe(true);
});

test("who cannot tell needs it", async () => {
  let over = false;
  void whenIdle(() => Promise.reject(new Error("gone")), 1000).over.then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(over).toBe(false);
});

test("stopped while it is being asked, it asks no more", async () => {
  let asked = 0;
  let answer: (needed: boolean) => void = () => {};
  const idle = whenIdle(() => {
    asked += 1;
    return new Promise((done) => {
      answer = done;
    });
  }, 1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toBe(1);
  idle.stop();
  answer(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked, vi.getTimerCount()]).toEqual([1, 0]);
});
