import { expect, test } from "vitest";
import { canBeMarked } from "./marks.ts";
import { withoutQuery } from "./without-query.ts";

const record = (config: Readonly<Record<string, unknown>>): Parameters<typeof withoutQuery>[0] =>
  ({
    config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value, origin: "flag" }])),
  }) as never;

test.each([
  ["cats/a b.png", true],
  ["a=b#?&.png", true],
  ["Paris, 2019.jpg", false],
  [" a.png", false],
  ["a.png ", false],
])("%j can be marked: %s", (file, can) => expect(canBeMarked(file)).toBe(can));

test("a new run has the run's own values, and leaves out what it did and what is marked", () => {
  const own = record({ data: "/photos", steps: 20, note: "mine", exclude: ["cats/b.png"] });
  expect(withoutQuery(own, ["a.png", "cats/b.png"])).toEqual({
    ...{ data: "/photos", steps: "20", exclude: "cats/b.png,a.png" },
  });
  expect(withoutQuery(record({ data: "/photos", exclude: null }), ["a.png"])).toEqual({
    ...{ data: "/photos", exclude: "a.png" },
  });
});
