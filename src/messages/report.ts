/** @file The texts of charts and reports in one language; apart from the rest, so that a page need not carry it all. */
import { report as en } from "./en/report.ts";
import type { Language } from "./errors.ts";
import type { Translated } from "./translated.ts";
import { report as zh } from "./zh/report.ts";

export type ReportMessages = Translated<typeof en>;

const reports: Readonly<Record<Language, ReportMessages>> = { en, zh };

export const reportMessages = (language: Language): ReportMessages => reports[language];
