/** @file Texts of the ridge in the language spoken. They come with its drawing, which not everybody looks at. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Translated } from "gantry/messages";
import { ridge as en } from "../messages/en/ridge.ts";
import { spoken } from "../messages/texts.ts";
import { ridge as zh } from "../messages/zh/ridge.ts";

export const ridgeText: ReadonlySignal<Translated<typeof en>> = computed(() => ({ en, zh })[spoken.value]);
