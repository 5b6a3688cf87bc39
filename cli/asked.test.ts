/** @file `--y` on the command line: names and numbers, each name once. */
import type { Generator } from "gantry/runtime/node";
import { expect, test } from "vitest";
import { attributesFor } from "./asked.ts";
import type { Options } from "./verb.ts";

const generator = {
  attributes: [
    { name: "age", min: 1, max: 93, mean: 40, binary: false },
    { name: "smiling", min: 0, max: 1, mean: 0.5, binary: true },
  ],
} as unknown as Generator;
const asked = (...words: string[]) => attributesFor(generator, { list: () => words } as unknown as Options);

test("numbers by name, however they are written", () => {
  expect(asked("age=4e1", " smiling = 1 ")).toEqual({ age: 40, smiling: 1 });
  expect(asked("age=-.5", "smiling=+1.")).toEqual({ age: -0.5, smiling: 1 });
});

test.each([
  [[], '--y: expected age=93, a name and a number, got "".'],
  [["age"], "--y: expected age=93, a name and a number, got age."],
  [["age="], "--y: expected age=93, a name and a number, got age=."],
  [["age=0x10"], "--y: expected age=93, a name and a number, got age=0x10."],
  [["age=0b1"], "--y: expected age=93, a name and a number, got age=0b1."],
  [["age=1e39"], "--y: expected age=93, a name and a number, got age=1e39."],
  [["age=Infinity"], "--y: expected age=93, a name and a number, got age=Infinity."],
  [["age=NaN"], "--y: expected age=93, a name and a number, got age=NaN."],
  [["agee=3"], 'this generator has none called "agee".'],
  [["age=3", "smiling=0", "age=4"], "--y: expected each name once, got age=3,smiling=0,age=4."],
])("%j is refused", (words, sentence) => {
  expect(() => asked(...words)).toThrow(sentence);
});
