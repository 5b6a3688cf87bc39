/** @file Texts of the Compare view. */
import { compare as en } from "./en/compare.ts";
import { type Topic, topic } from "./topic.ts";
import { compare as zh } from "./zh/compare.ts";

export const compareText: Topic<typeof en> = topic(en, zh);
