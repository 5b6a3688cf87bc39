import { expect, test } from "vitest";
import { bytes, clock, compact, count, duration, short } from "./format.ts";

test("counts and short numbers", () => {
  expect([count(12345, "en"), count(12345, "zh"), count(1.25, "en", 1)]).toEqual(["12,345", "12,345", "1.3"]);
  expect([0.7368, 12.34, 702.3, 1310.2, 0].map((value) => short(value, "en"))).toEqual([
    "0.74",
    "12.3",
    "702",
    "1,310",
    "0",
  ]);
  expect([short(0.00012, "en"), short(Number.NaN, "en"), short(-0.5, "en")]).toEqual(["1.2e-4", "NaN", "-0.5"]);
  expect([compact(436_100, "en"), compact(3_600_000, "zh")]).toEqual(["436.1K", "360万"]);
});

test.each([
  [0, "0:00"],
  [5.4, "0:05"],
  [750, "12:30"],
  [11_261, "3:07:41"],
  [-3, "0:00"],
])("clock(%d)", (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});

test.each([
  [3.14, "3.1s", "3.1秒"],
  [14.2, "14s", "14秒"],
  [125, "2m 5s", "2分钟5秒"],
  [11_400, "3h 10m", "3小时10分钟"],
])("duration(%d)", (seconds, en, zh) => {
  expect([duration(seconds, "en"), duration(seconds, "zh")]).toEqual([en, zh]);
});

test("bytes", () => {
  expect([bytes(14_100_000, "en"), bytes(2.5e9, "en"), bytes(512, "en")]).toEqual(["14.1 MB", "2.5 GB", "0.5 kB"]);
});
