/** @file What is said of what chosen pins make. */
import { pinned as en } from "../../../messages/en/pinned.ts";
import { together } from "../../../messages/texts.ts";
import { pinned as zh } from "../../../messages/zh/pinned.ts";

export const pinnedText = together(en, zh);
