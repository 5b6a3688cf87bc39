import { expect, test } from "vitest";
import { editDistance, suggestionFor } from "./suggest.ts";

test.each([
  ["", "", 0],
  ["kitten", "sitting", 3],
  ["bacth", "batch", 1],
  ["ca", "abc", 3],
  ["abc", "", 3],
])("editDistance(%s, %s)", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test("the nearest word, if it is near", () => {
  expect(suggestionFor("--bacth", ["--batch", "--beta"])).toBe("--batch");
  expect(suggestionFor("--LR-G", ["--lr-g", "--lr-d"])).toBe("--lr-g");
  expect(suggestionFor("zzzz", ["batch", "seed"])).toBeNull();
});
