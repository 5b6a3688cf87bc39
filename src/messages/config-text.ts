/** @file What is said of values of a configuration and nothing else, for who shows or asks for them (a page). */
import { plan as planEn } from "./en/plan.ts";
import { expectation as expectationEn } from "./en/value-types.ts";
import type { Language } from "./errors.ts";
import type { ValueType } from "./value-type.ts";
import { plan as planZh } from "./zh/plan.ts";
import { expectation as expectationZh } from "./zh/value-types.ts";

export interface ConfigText {
  /** Where a value came from, by its name in `run.json`. */
  readonly origins: Readonly<Record<string, string>>;
  /** What a value may be: "a number above 0". */
  readonly expectation: (type: ValueType) => string;
}

export const configText = (language: Language): ConfigText =>
  language === "zh"
    ? { origins: planZh.origins, expectation: expectationZh }
    : { origins: planEn.origins, expectation: expectationEn };
