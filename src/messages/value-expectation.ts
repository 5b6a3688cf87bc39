/** @file What values of a configuration may be, in words and nothing else, for who asks for them (a page). */
import { expectation as en } from "./en/value-types.ts";
import type { Language } from "./errors.ts";
import type { ValueType } from "./value-type.ts";
import { expectation as zh } from "./zh/value-types.ts";

/** "a number above 0", "one of cpu, webgpu", … */
export const valueExpectation = (language: Language, type: ValueType): string =>
  language === "zh" ? zh(type) : en(type);
