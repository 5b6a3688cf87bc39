/** @file What codes mean at length, alone, for who shows them and nothing else (a page). */
import { explanations as en } from "./en/explanations.ts";
import type { Language } from "./errors.ts";
import { explanations as zh } from "./zh/explanations.ts";

/** By the first letters of a code; the longest that fits counts. */
export const explanationTexts = (language: Language): Readonly<Record<string, string>> => (language === "zh" ? zh : en);
