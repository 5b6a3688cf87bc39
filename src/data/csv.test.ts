import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvRows, csvText, encodeCsv, parseCsv } from "./csv.ts";

test.each([
  ["commas", "1,2\n3,4.5e-1\n"],
  ["names in the first line", "x,y\n1,2\n3,.45\n"],
  ["quoted names, a byte-order mark, Windows line ends", '\uFEFF"x","y"\r\n1,2\r\n\r\n3,0.45\r\n'],
  ["semicolons", "1;2\n3; 0.45"],
  ["tabs", "x\ty\n1\t2\n3\t0.45"],
  ["blanks", "  1   2\n 3 0.45  \n\n"],
])("%s", (_, text) => {
  expect(parseCsv(text, "p.csv")).toEqual({ dimensions: 2, values: Float32Array.of(1, 2, 3, 0.45) });
});

test.each([
  ["commas", 'file,age\n"a, b.png",3\n', ["a, b.png", "3"]],
  ["a quote in quotes", 'file,age\n"a ""b"".png" , 3\n', ['a "b".png', "3"]],
  ["semicolons", 'file;age\n"a;b.png";"3"\n', ["a;b.png", "3"]],
  ["tabs and blanks in names", "file\tage\na b.png\t3\n", ["a b.png", "3"]],
  ["an empty cell", "file,age,size\na.png,,3\n", ["a.png", "", "3"]],
  ["an empty cell beside a quoted one", 'file,age,size\n"a.png",,3\n', ["a.png", "", "3"]],
])("rows of cells: %s", (_, text, cells) => {
  expect(csvRows(text, "t.csv")[1]).toEqual({ line: 2, cells });
});

test.each([
  ["UTF-8", "utf8", false, ""],
  ["UTF-16, little end first, with a byte-order mark", "utf16le", false, "\uFEFF"],
  ["UTF-16, great end first, with a byte-order mark", "utf16le", true, "\uFEFF"],
  ["UTF-16 without a mark", "utf16le", false, ""],
  ["UTF-16 without a mark, great end first", "utf16le", true, ""],
] as const)("%s", (_, encoding, swapped, mark) => {
  const bytes = Buffer.from(`${mark}file\tage\né中.png\t3\n`, encoding);
  expect(csvRows(csvText(swapped ? bytes.swap16() : bytes), "t.csv")).toEqual([
    { line: 1, cells: ["file", "age"] },
    { line: 2, cells: ["é中.png", "3"] },
  ]);
});

test.each(["+5", "5.", ".5", "-1.5E+01", "007"])("the number %s", (cell) => {
  expect(parseCsv(`x\n${cell}\n`, "p.csv").values).toEqual(Float32Array.of(Number(cell)));
});

test("one column", () => {
  expect(parseCsv("1\n-2\n", "p.csv")).toEqual({ dimensions: 1, values: Float32Array.of(1, -2) });
});

describe("what is wrong is named by line and column", () => {
  test.each([
    ["a word", "x,y\n1,2\n3,cat\n", 'p.csv:3: expected a number in column 2, got "cat".'],
    ["an empty cell", "1,2\n3,\n", "p.csv:2: expected a number in column 2, got nothing."],
    ["a number as code has it", "1,2\n3,0x10\n", 'p.csv:2: expected a number in column 2, got "0x10".'],
    ["such a number in the first line", "0x10,0b1\n3,4\n", 'p.csv:1: expected a number in column 1, got "0x10".'],
    ["infinity", "1,2\n3,1e39\n", 'p.csv:2: expected a number in column 2, got "1e39".'],
    ["a shorter line", "1,2\n\n3\n", "p.csv:3: expected 2 columns as in the first line, got 1."],
    ["nothing", " \n\n", "p.csv: the file is empty."],
  ])("%s", (_, text, message) => {
    expect(() => parseCsv(text, "p.csv")).toThrow(message);
  });
});

test("what is written is read back exactly", () => {
  const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(finite, finite), { minLength: 1, maxLength: 20 }), (rows) => {
      const values = Float32Array.from(rows.flat(), (x) => x + 0); // −0 is written as 0
      expect(parseCsv(encodeCsv(values, 2, ["x", "y"]), "p.csv")).toEqual({ dimensions: 2, values });
    }),
    { seed: 3, numRuns: 100 },
  );
  expect(encodeCsv(Float32Array.of(0.1, 2), 2)).toBe("0.1,2\n".replace("0.1", "0.100000001"));
});
