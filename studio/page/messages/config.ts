/** @file Texts of the Config view. */
import { config as en } from "./en/config.ts";
import { type Topic, topic } from "./topic.ts";
import { config as zh } from "./zh/config.ts";

export const configText: Topic<typeof en> = topic(en, zh);
