/** @file Texts of the Live view. */
import { live as en } from "./en/live.ts";
import { type Topic, topic } from "./topic.ts";
import { live as zh } from "./zh/live.ts";

export const liveText: Topic<typeof en> = topic(en, zh);
