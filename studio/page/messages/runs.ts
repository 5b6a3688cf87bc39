/** @file Texts of the list of runs. */
import { runs as en } from "./en/runs.ts";
import { type Topic, topic } from "./topic.ts";
import { runs as zh } from "./zh/runs.ts";

export const runsText: Topic<typeof en> = topic(en, zh);
