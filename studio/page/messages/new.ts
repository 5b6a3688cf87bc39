/** @file Texts of the New run view. */
import { newRun as en } from "./en/new.ts";
import { type Topic, topic } from "./topic.ts";
import { newRun as zh } from "./zh/new.ts";

export const newText: Topic<typeof en> = topic(en, zh);
