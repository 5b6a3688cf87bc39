/** @file Texts of where configurations differ. */
import { differences as en } from "./en/differences.ts";
import { type Topic, topic } from "./topic.ts";
import { differences as zh } from "./zh/differences.ts";

export const differencesText: Topic<typeof en> = topic(en, zh);
