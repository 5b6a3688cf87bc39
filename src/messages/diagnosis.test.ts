/** @file What the diagnosis says, in both languages. */
import { expect, test } from "vitest";
import { diagnosis as en } from "./en/diagnosis.ts";
import { diagnosisErrors as errorsEn, type Finding } from "./en/errors-diagnosis.ts";
import { messages } from "./messages.ts";
import { diagnosis as zh } from "./zh/diagnosis.ts";
import { diagnosisErrors as errorsZh } from "./zh/errors-diagnosis.ts";

const codes = Object.keys(errorsEn) as (keyof typeof errorsEn)[];
const finding: Finding = { step: 400, measure: "diversity", value: 0.21, rateG: 2e-4, rateD: 1e-3 };
const findings: readonly Finding[] = [
  finding,
  { ...finding, measure: "coverage", value: 0.3 },
  { ...finding, measure: "output", value: 12_345 },
  { ...finding, rateG: null, rateD: null },
];

test.each(codes)("%s says where, why and what to try", (code) => {
  const sentences = findings.map((one) => [errorsEn[code](one), errorsZh[code](one)]);
  expect(sentences).toMatchSnapshot();
  expect(sentences.flat().join("")).not.toMatch(/undefined|null|NaN|\[object/);
  for (const [english, chinese] of sentences) {
    expect(english).toContain(`gantry explain ${code}`);
    expect(chinese).toContain(`gantry explain ${code}`);
    expect(chinese).toMatch(/^第 400 步：/);
  }
});

test("rates in a suggestion are those of the run, made smaller", () => {
  expect(errorsEn.W420({ ...finding, value: 0.97 })).toBe(
    "step 400: D is winning: it is right about 97 % of the examples, and the samples come no nearer. " +
      "If it lasts: --lr-d 0.0005, --penalty r1, or --loss ns. gantry explain W420",
  );
  expect(errorsEn.W420({ ...finding, value: 0.97, rateD: null })).toContain("If it lasts: --lr-d, --penalty r1");
});

test.each(["en", "zh"] as const)("every verdict has a word, a reason, something to try: %s", (language) => {
  const { words, why, try: tries } = messages(language).diagnosis;
  expect(Object.keys(why)).toEqual(Object.keys(words));
  expect(Object.keys(tries)).toEqual(Object.keys(words));
});

test("the number a verdict rests on, in words", () => {
  expect(en.measured({ measure: "diversity", value: 0.2111 })).toBe("diversity 0.21 of real");
  expect(zh.measured({ measure: "coverage", value: 0.2111 })).toBe("覆盖了 21% 的数据");
  expect(en.measured({ measure: "step", value: 3 })).toBe("");
});

test.each(codes)("gantry explain %s has a text of its own, in both languages", (code) => {
  const [english, chinese] = (["en", "zh"] as const).map((language) => messages(language).explanations[code]);
  expect(english?.length).toBeGreaterThan(300);
  expect(chinese?.length).toBeGreaterThan(100);
});
