/** @file The verdicts' sentences alone, for who shows them and nothing else (a page). */
import { diagnosis as en } from "./en/diagnosis.ts";
import type { Language } from "./errors.ts";
import type { Translated } from "./translated.ts";
import { diagnosis as zh } from "./zh/diagnosis.ts";

export type DiagnosisText = Translated<typeof en>;

/** A verdict in words: its number, why, and what to try. */
export const diagnosisText = (language: Language): DiagnosisText => (language === "zh" ? zh : en);
