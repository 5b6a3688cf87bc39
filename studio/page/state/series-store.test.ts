import { describe, expect, test } from "vitest";
import type { LiveEvent, RowsEvent } from "../../api/index.ts";
import { createEventLog, merged, merging } from "./run-events.ts";
import { type Held, newRows } from "./series-store.ts";

const held = (steps: number[], offset: number): Held => ({
  ...{ columns: new Map(), axis: { step: steps, images: steps, time: steps }, offset },
});
const rows = (from: number, steps: number[], more: Partial<RowsEvent> = {}): RowsEvent => ({
  ...{ type: "rows", id: "a", from, to: from + 10 * steps.length },
  rows: steps.map((step) => ({ step, images: step, attempt: 1, time: step })),
  ends: steps.map((_, i) => from + 10 * (i + 1)),
  ...more,
});
const stepsOf = (fresh: ReturnType<typeof newRows>): unknown =>
  fresh === "gap" ? fresh : fresh.map(({ step }) => step);

describe("rows that come", () => {
  test.each<[string, RowsEvent, unknown]>([
    ["that follow are new", rows(20, [3, 4]), [3, 4]],
    ["again are known", rows(0, [1, 2]), []],
    ["known in part are taken in part", rows(10, [2, 3]), [3]],
    ["after a gap are asked for", rows(30, [4]), "gap"],
    ["of a later attempt replace steps", rows(20, [2]), "gap"],
    ["that were left out are asked for", rows(0, [], { skipped: true, to: 10 }), "gap"],
  ])("%s", (_, event, expected) => expect(stepsOf(newRows(held([1, 2], 20), event))).toEqual(expected));
});

test("rows that follow each other are taken in at once", () => {
  const other: LiveEvent = { type: "samples", id: "a", steps: [3] };
  const [first, ...more] = merging([rows(0, [1]), other, rows(10, [2]), rows(40, [5])]);
  expect(first).toEqual({ ...rows(0, [1, 2]) });
  expect(more).toEqual([other, rows(40, [5])]);
});

test("each event of the log counts once, however often it comes", () => {
  const log = createEventLog();
  const event = (step: number) => ({ type: "verdict", step, attempt: 1, time: 0 });
  const told = { type: "log", id: "a", from: 0, to: 20, events: [event(1), event(2)], ends: [10, 20] } as const;
  log.hear(told);
  log.hear(told);
  log.hear({ ...told, from: 10, to: 30, events: [event(2), event(3)], ends: [20, 30] });
  expect(log.events.value.map(({ step }) => step)).toEqual([1, 2, 3]);
});

test("steps of pictures, each once", () => {
  const steps = [0, 10];
  expect(merged(steps, [10, 0])).toBe(steps);
  expect(merged(steps, [5, 20, 10])).toEqual([0, 5, 10, 20]);
});
