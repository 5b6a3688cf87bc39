import { expect, test } from "vitest";
import { gan } from "../recipes/gan.ts";
import { configFromRecord, configRecord } from "./record.ts";
import { resolveConfig } from "./resolve.ts";
import { objectLayer } from "./sources.ts";

const config = resolveConfig([objectLayer({ data: "ring8", tag: ["a"], "lr.g": 0.5 })], gan, {
  kind: "points",
  dimensions: 2,
  classes: 8,
});

test("value and origin of each key, general fields first", () => {
  const record = configRecord(config);
  expect(Object.keys(record).slice(0, 2)).toEqual(["data", "dataDir"]);
  expect([record.data, record["lr.g"], record.minutes]).toEqual([
    { value: "ring8", origin: "set" },
    { value: 0.5, origin: "set" },
    { value: null, origin: "default" },
  ]);
});

test("the way to run.json and back changes nothing", () => {
  expect(configFromRecord(JSON.parse(JSON.stringify(configRecord(config))))).toEqual(config);
});
