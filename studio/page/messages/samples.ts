/** @file Texts of the Samples view. */
import { samples as en } from "./en/samples.ts";
import { type Topic, topic } from "./topic.ts";
import { samples as zh } from "./zh/samples.ts";

export const samplesText: Topic<typeof en> = topic(en, zh);
