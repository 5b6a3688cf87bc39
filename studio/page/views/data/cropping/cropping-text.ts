/** @file Texts about cropping: both languages come with them, for together they are shorter than a second request. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Translated } from "gantry/messages";
import { cropping as en } from "../../../messages/en/cropping.ts";
import { spoken } from "../../../messages/texts.ts";
import { cropping as zh } from "../../../messages/zh/cropping.ts";

export const croppingText: ReadonlySignal<Translated<typeof en>> = computed(() => ({ en, zh })[spoken.value]);
