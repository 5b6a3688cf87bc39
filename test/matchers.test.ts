import { expect, test } from "vitest";
import { expectClose } from "./matchers.ts";

test.each([
  ["too low", [0.1], [0.3]],
  ["too high", [0.5], [0.3]],
  ["NaN", [Number.NaN], [0]],
  ["a wanted NaN", [0], [Number.NaN]],
  ["short", [1], [1, 1]],
  ["long", [1, 1], [1]],
])("expectClose rejects %s", (_, got, want) => {
  expect(() => expectClose(got, want)).toThrow();
});

test("expectClose accepts values within either tolerance", () => {
  expectClose([1 + 9e-6, 9e-8], [1, 0]);
});
