/** @file Texts of a report. */
import { report as en } from "./en/report.ts";
import { type Topic, topic } from "./topic.ts";
import { report as zh } from "./zh/report.ts";

export const reportText: Topic<typeof en> = topic(en, zh);
