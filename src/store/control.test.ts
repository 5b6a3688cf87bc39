import { describe, expect, test } from "vitest";
import { errorSentence } from "../messages/errors.ts";
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
    ["", { problem: "not JSON" }],
    ["[]", { problem: "not an object" }],
    ['{"type":"explode"}', { problem: 'type "explode"' }],
    ["{}", { problem: "type missing" }],
    ['{"type":"set","value":1}', { problem: "set without a key" }],
    ['{"type":"set","key":"a","value":[1]}', { problem: "set without a value" }],
  ])("%s", (line, wanted) => expect(parseRequest(line)).toEqual(wanted));

  test("a line that is no request, as people read it", () => {
    const parameters = { line: '{"type":"explode"}', problem: 'type "explode"' };
    expect(errorSentence("W502", parameters, "en")).toBe(
      'control.jsonl: "{\\"type\\":\\"explode\\"}" was ignored: type "explode". A request looks like {"type":"pause"}, ' +
        'or "resume", "save", "stop", or {"type":"set","key":"lr.g","value":0.0001}.',
    );
    expect(errorSentence("W502", parameters, "zh")).toContain("已忽略");
  });
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
