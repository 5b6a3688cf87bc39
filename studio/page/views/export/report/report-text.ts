/** @file What is said of a report that is made here. */
import { made as en } from "../../../messages/en/made-report.ts";
import { together } from "../../../messages/texts.ts";
import { made as zh } from "../../../messages/zh/made-report.ts";

export const madeText = together(en, zh);
