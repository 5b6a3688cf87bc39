import { expect, test } from "vitest";
import { joined, separated } from "./tag-list.ts";

test.each([
  ["good, baseline", ["good", "baseline"]],
  ["好，基线、旧", ["好", "基线", "旧"]],
  [" a ,, a,b c ", ["a", "b c"]],
  ["", []],
])("%j is %j", (text, tags) => {
  expect(separated(text)).toEqual(tags);
});

test("what is shown is what is read", () => {
  expect(separated(joined(["a b", "基线"]))).toEqual(["a b", "基线"]);
});
