/** @file Texts of charts. */
import { charts as en } from "./en/charts.ts";
import { type Topic, topic } from "./topic.ts";
import { charts as zh } from "./zh/charts.ts";

export const chartsText: Topic<typeof en> = topic(en, zh);
