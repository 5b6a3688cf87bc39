/** @file Texts of the page around its views. */
import { shell as en } from "./en/shell.ts";
import { type Topic, topic } from "./topic.ts";
import { shell as zh } from "./zh/shell.ts";

export const shellText: Topic<typeof en> = topic(en, zh);
