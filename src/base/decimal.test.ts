import { expect, test } from "vitest";
import { decimalNumber } from "./decimal.ts";

test.each([
  ["34", 34],
  ["-7.5", -7.5],
  ["+.5", 0.5],
  ["3.", 3],
  ["1e3", 1000],
  ["2E-1", 0.2],
  ["007", 7],
])("%s is a number", (text, value) => {
  expect(decimalNumber(text)).toBe(value);
});

test.each([
  "",
  " ",
  " 3",
  "0x10",
  "0b1",
  "0o7",
  "1_000",
  "1,5",
  "Infinity",
  "-Infinity",
  "NaN",
  "1e39",
  "e3",
  ".",
  "3 4",
])("%j is none", (text) => {
  expect(decimalNumber(text)).toBeNaN();
});
