/** @file Texts about marked files: both languages come with them, for together they are shorter than a second request. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Translated } from "gantry/messages";
import { leaveOut as en } from "../../../messages/en/leave-out.ts";
import { spoken } from "../../../messages/texts.ts";
import { leaveOut as zh } from "../../../messages/zh/leave-out.ts";

export const leaveOutText: ReadonlySignal<Translated<typeof en>> = computed(() => ({ en, zh })[spoken.value]);
