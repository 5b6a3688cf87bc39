import { expect, test } from "vitest";
import { changesOf } from "./config-changes.ts";

const config = { "lr.g": { value: 1e-3, origin: "recipe" } };
const at = { attempt: 1, time: 7 };
const set = (value: number, offset: number, step = 10) => ({
  ...{ ...at, type: "control", step, offset },
  request: { type: "set", key: "lr.G", value },
});

test("each change says what was before it, by whichever name it was asked for", () => {
  expect(changesOf(config, [set(5e-4, 1), set(2e-4, 2, 20)])).toEqual([
    { step: 10, time: 7, kind: "set", key: "lr.g", before: 1e-3, value: 5e-4 },
    { step: 20, time: 7, kind: "set", key: "lr.g", before: 5e-4, value: 2e-4 },
  ]);
});

test("a request that a later attempt applies again counts once; what is no request is passed over", () => {
  const torn = { ...at, type: "control", step: 3, offset: 9, request: { type: "set" } };
  const events = [set(5e-4, 1), { ...set(5e-4, 1), attempt: 2 }, torn, { ...at, type: "verdict", step: 4 }];
  expect(changesOf(config, events)).toHaveLength(1);
});

test("what was refused changed nothing", () => {
  const events = [{ ...set(-1, 1), refused: true }, set(5e-4, 2, 20)];
  expect(changesOf(config, events)).toEqual([
    { step: 20, time: 7, kind: "set", key: "lr.g", before: 1e-3, value: 5e-4 },
  ]);
});

test("pauses and going back are changes too", () => {
  const events = [
    { ...at, type: "control", step: 5, offset: 1, request: { type: "pause" } },
    { ...at, type: "rollback", step: 9, to: 5, retries: 1, rateFactor: 0.5 },
  ];
  expect(changesOf(config, events)).toEqual([
    { step: 5, time: 7, kind: "pause" },
    { step: 9, time: 7, kind: "rollback", to: 5, factor: 0.5 },
  ]);
});
