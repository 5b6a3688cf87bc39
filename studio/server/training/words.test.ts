/** @file A form's values as a command line, for a process and for people. */
import { describe, expect, test } from "vitest";
import { checkedValues, commandOf, trainWords } from "./words.ts";

const values = {
  data: "./my photos",
  recipe: "dcgan",
  steps: 500,
  flip: true,
  autotune: false,
  tag: ["a", "b"],
  "lr.g": 1e-4,
};

describe("words", () => {
  test("for a process each value goes by its key: none can be an option", () => {
    expect(trainWords({ data: "--help", "lr.g": 1 }, "/r")).toEqual([
      "train",
      "--set",
      "data=--help",
      "--set",
      "lr.g=1",
      "--out",
      "/r",
    ]);
  });

  test("for people as they would type it", () => {
    expect(commandOf(values, "/home/a/runs", "/home/a")).toBe(
      'gantry train "./my photos" --recipe dcgan --steps 500 --flip --no-autotune --tag a,b --lr-g 0.0001',
    );
    expect(commandOf({ data: "ring8", note: 'a "b" $c' }, "/other", "/home/a")).toBe(
      'gantry train ring8 --note "a \\"b\\" \\$c" --out /other',
    );
    expect(commandOf({}, "/home/a/x/runs", "/home/a")).toBe("gantry train --out x/runs");
  });
});

describe("checkedValues", () => {
  test("takes texts, numbers, switches and lists", () => {
    expect(checkedValues({ values })).toEqual(values);
  });

  test.each([
    null,
    {},
    { values: null },
    { values: [] },
    { values: { out: "/tmp" } },
    { values: { "--x": 1 } },
    { values: { a: null } },
    { values: { a: { b: 1 } } },
    { values: { a: [[1]] } },
    { values: { a: "\0" } },
    { values: { a: Number.NaN } },
    { values: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`k${i}`, 1])) },
  ])("refuses %j", (body) => {
    expect(() => checkedValues(body)).toThrow(/should be/);
  });
});
