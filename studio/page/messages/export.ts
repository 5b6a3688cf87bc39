/** @file Texts of the Export view. */
import { exporting as en } from "./en/export.ts";
import { type Topic, topic } from "./topic.ts";
import { exporting as zh } from "./zh/export.ts";

export const exportText: Topic<typeof en> = topic(en, zh);
