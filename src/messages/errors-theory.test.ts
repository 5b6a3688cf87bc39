/** @file Every sentence about theory, in both languages. The table is exhaustive by its type. */
import { expect, test } from "vitest";
import { theoryErrors as en } from "./en/errors-theory.ts";
import { theoryErrors as zh } from "./zh/errors-theory.ts";

type Codes = typeof en;
type Examples = { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] };

const examples: Examples = {
  E720: [{ where: "integrate", got: "Infinity" }],
  E721: [{ where: "mixture[0].sd", expected: "a number above 0", got: "0" }],
  E722: [{ where: "histogram.edges", expected: "4 borders for 3 bins", got: "3" }],
  E723: [
    { run: "runs/1", problem: "images", got: 0 },
    { run: "runs/1", problem: "dimensions", got: 2 },
    { run: "runs/1", problem: "classes", got: 3 },
    { run: "runs/1", problem: "checkpoints", got: 0 },
    { run: "runs/1", problem: "checkpoints", got: 1 },
  ],
  E724: [{ where: "--panels", got: "3,2", kept: [0, 100, 200] }],
};

const codes = Object.keys(examples) as (keyof Codes)[];
const sentence = (language: Codes, code: keyof Codes, parameters: unknown): string =>
  (language[code] as (parameters: unknown) => string)(parameters);
const cases = codes.flatMap((code) => examples[code].map((parameters) => [code, parameters] as const));

test("every code has a sentence in both languages, and none has more", () => {
  expect(Object.keys(en).sort()).toEqual([...codes].sort());
  expect(Object.keys(zh).sort()).toEqual([...codes].sort());
});

test.each(cases)("%s %j", (code, parameters) => {
  const [english, chinese] = [sentence(en, code, parameters), sentence(zh, code, parameters)];
  expect({ english, chinese }).toMatchSnapshot();
  expect(`${english}${chinese}`).not.toMatch(/undefined|null|\[object|NaN/);
  expect(chinese).toMatch(/[\u4e00-\u9fff]{2}/);
});
