/** @file Texts of histograms over time. */
import { spreads as en } from "../../../messages/en/spreads.ts";
import { together } from "../../../messages/texts.ts";
import { spreads as zh } from "../../../messages/zh/spreads.ts";

export const spreadsText = together(en, zh);
