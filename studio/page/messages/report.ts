/** @file What a report says of itself. Both languages are a report's alone, so that no other page has them to fetch. */
import { report as en } from "./en/report.ts";
import { together } from "./texts.ts";
import { report as zh } from "./zh/report.ts";

export const reportText: ReturnType<typeof together<typeof en>> = together(en, zh);
