/** @file Texts about marked files. */
import { leaveOut as en } from "../../../messages/en/leave-out.ts";
import { together } from "../../../messages/texts.ts";
import { leaveOut as zh } from "../../../messages/zh/leave-out.ts";

export const leaveOutText = together(en, zh);
