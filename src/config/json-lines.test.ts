import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonLeaves } from "./json-lines.ts";

describe("jsonLeaves", () => {
  test("leaves with their paths and lines; arrays stay whole", () => {
    expect(jsonLeaves('{ "a": 1,\n "b": { "c": "x",\r\n "d": [1, "y", []] } }\n', "f")).toEqual([
      { path: ["a"], value: 1, line: 1 },
      { path: ["b", "c"], value: "x", line: 2 },
      { path: ["b", "d"], value: [1, "y", []], line: 3 },
    ]);
  });

  test("reads what JSON.stringify writes", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string(),
          fc.oneof(
            fc.string(),
            fc.double({ noNaN: true, noDefaultInfinity: true }),
            fc.boolean(),
            fc.array(fc.integer()),
          ),
        ),
        (object) => {
          const leaves = jsonLeaves(JSON.stringify(object, null, 2), "f");
          expect(Object.fromEntries(leaves.map(({ path, value }) => [path[0], value]))).toEqual(
            JSON.parse(JSON.stringify(object)),
          );
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  test.each([
    ["[1]", "f:1: expected an object, { … }, got [."],
    ['{\n"a": 01 }', "f:2: expected a value, got 01."],
    ['{"a": 1\n"b": 2}', 'f:2: expected , or }, got ".'],
    ['{"a": 1,}', "f:1: expected a key in quotes, got }."],
    ["{a: 1}", "f:1: expected a key in quotes, got a."],
    ['{"a": 2e-4x}', "f:1: expected a value, got 2e-4x."],
    ['{"a": 1', "f:1: expected , or }, got the end of the file."],
    ['{"a": 1} x', "f:1: expected the end of the file, got x."],
    ['{"a": 1, "a": 2}', 'f:1: expected the key "a" only once, got :.'],
    ["", "f:1: expected an object, { … }, got the end of the file."],
  ])("%j", (text, sentence) => {
    expect(() => jsonLeaves(text, "f")).toThrow(sentence);
  });
});
