import { describe, expect, test } from "vitest";
import { appliedOffset, controlEvent, controlsAfter, parseRequest } from "./control.ts";
import type { RunEvent } from "./run-record.ts";

const event = (step: number, offset: number, value: number, attempt = 1): RunEvent => ({
  ...controlEvent(step, { type: "set", key: "lr.g", value }, offset),
  attempt,
  time: 0,
});

describe("parseRequest", () => {
  test.each([
    ['{"type":"pause"}', { type: "pause" }],
    ['{"type":"save","by":"studio"}', { type: "save" }],
    ['{"type":"set","key":"lr.g","value":0.0001}', { type: "set", key: "lr.g", value: 0.0001 }],
    ["", { problem: "json" }],
    ["[]", { problem: "object" }],
    ['{"type":"explode"}', { problem: "type" }],
    ["{}", { problem: "type" }],
    ['{"type":"set","value":1}', { problem: "key" }],
    ['{"type":"set","key":"a","value":[1]}', { problem: "value" }],
  ])("%s", (line, wanted) => expect(parseRequest(line)).toEqual(wanted));
});

describe("replays", () => {
  const events: RunEvent[] = [
    event(600, 40, 1),
    { type: "rollback", step: 610, attempt: 1, time: 0 },
    { ...event(620, 60, 0), request: { type: "stop" } },
    event(650, 90, 2),
    event(600, 40, 1, 2),
  ];

  test("each setting counts once, in the order of the requests", () => {
    expect(controlsAfter(events, 500)).toEqual([
      { step: 600, request: { type: "set", key: "lr.g", value: 1 } },
      { step: 650, request: { type: "set", key: "lr.g", value: 2 } },
    ]);
    expect(controlsAfter(events, 600).map(({ step }) => step)).toEqual([650]);
  });

  test("reading goes on behind the furthest applied request", () => {
    expect(appliedOffset(events)).toBe(90);
    expect(appliedOffset([])).toBe(0);
  });
});
