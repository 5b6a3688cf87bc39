/** @file Every sentence about comparing features (E700–E702, W700–W703), in both languages. */
import { expect, test } from "vitest";
import { metricsErrors as en } from "./en/errors-metrics.ts";
import { metricsErrors as zh } from "./zh/errors-metrics.ts";

type Codes = Pick<typeof en, "E700" | "E701" | "E702" | "W700" | "W701" | "W702" | "W703">;
type Examples = { readonly [C in keyof Codes]: readonly Parameters<Codes[C]>[0][] };

const examples: Examples = {
  E700: [{ where: "fake", k: 5, rows: 5 }],
  E701: [{ where: "classifierScore", sample: 3, got: "a sum of 1.5" }],
  E702: [{ where: "cache/a.safetensors" }],
  W700: [{ where: "fake", count: 200, dimension: 2048 }],
  W701: [{ where: "kid", asked: 1000, size: 200 }],
  W702: [
    { where: "real", count: 1, k: 5 },
    { where: "real", count: 12, k: 5 },
  ],
  W703: [
    { where: "parzen", sigma: 0.1, end: "smallest", tried: 10 },
    { where: "parzen", sigma: 1, end: "largest", tried: 10 },
  ],
};

const codes = Object.keys(examples) as (keyof Codes)[];
const sentence = (language: Codes, code: keyof Codes, parameters: unknown): string =>
  (language[code] as (parameters: unknown) => string)(parameters);
const cases = codes.flatMap((code) => examples[code].map((parameters) => [code, parameters] as const));

test.each(cases)("%s %j", (code, parameters) => {
  const [english, chinese] = [sentence(en, code, parameters), sentence(zh, code, parameters)];
  expect({ english, chinese }).toMatchSnapshot();
  expect(`${english}${chinese}`).not.toMatch(/undefined|null|\[object|NaN/);
  expect(chinese).toMatch(/[\u4e00-\u9fff]{2}/);
});
