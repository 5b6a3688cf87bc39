/** @file Texts of the Data view. */
import { data as en } from "./en/data.ts";
import { type Topic, topic } from "./topic.ts";
import { data as zh } from "./zh/data.ts";

export const dataText: Topic<typeof en> = topic(en, zh);
