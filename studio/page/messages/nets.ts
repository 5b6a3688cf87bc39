/** @file Texts of the Nets view. */
import { nets as en } from "./en/nets.ts";
import { type Topic, topic } from "./topic.ts";
import { nets as zh } from "./zh/nets.ts";

export const netsText: Topic<typeof en> = topic(en, zh);
