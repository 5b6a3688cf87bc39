/** @file Data that are not what they were, and are again. */
import type { RunRecord } from "gantry/store";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import type { WatchedRun } from "./watched-run.ts";

const answers: unknown[] = [];
vi.mock("./thread-calls.ts", () => ({
  ThreadCalls: class {
    ask = (): Promise<unknown> => Promise.resolve(answers.shift());
  },
}));

vi.resetModules(); // files share a process: what was imported before asks the real threads, what is from now on asks these
afterAll(() => {
  vi.doUnmock("./thread-calls.ts");
  vi.resetModules();
});
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("data that are others are looked at again after a while", async () => {
  const config = { data: { value: "photos", origin: "flag" } };
  const record = { config, data: { fingerprint: "ab" }, createdAt: "", seed: 1 } as unknown as RunRecord;
  const run = { id: "a", path: "/runs/a", record } as unknown as WatchedRun;
  const { RunData } = await import("./run-data.ts");
  const data = new RunData();
  const look = async (): Promise<string> => {
    data.look(run, "en");
    await vi.advanceTimersByTimeAsync(0);
    return data.look(run, "en").state;
  };
  answers.push({ fingerprint: "cd", sheet: null }, { fingerprint: "ab", sheet: { problems: [], notes: [] } });
  expect([await look(), await look()]).toEqual(["changed", "changed"]);
  vi.setSystemTime(Date.now() + 3001);
  expect([await look(), await look()]).toEqual(["ready", "ready"]);
  expect(answers).toEqual([]);
});
