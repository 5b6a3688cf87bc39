import type { RunEvent } from "gantry/store";
import { expect, test } from "vitest";
import { newestAlert } from "./use-alerts.ts";

const event = (time: number, type: string, more: object = {}): RunEvent => ({
  ...{ step: time * 10, attempt: 1, time, type, ...more },
});
const events = [
  event(1, "attempt"),
  event(2, "verdict", { word: "collapsed", code: "W431" }),
  event(3, "verdict", { word: "healthy" }),
  event(4, "rollback", { to: 10 }),
  event(5, "control", { request: { type: "pause" } }),
];

test("of what came after a time, the newest that warns", () => {
  expect(newestAlert(events, 0)?.time).toBe(4);
  expect(newestAlert(events.slice(0, 3), 1)?.time).toBe(2);
});

test("what was known before, and good news, are not said", () => {
  expect(newestAlert(events, 4)).toBeUndefined();
  expect(newestAlert(events.slice(0, 3), 2)).toBeUndefined();
  expect(newestAlert([], 0)).toBeUndefined();
});
