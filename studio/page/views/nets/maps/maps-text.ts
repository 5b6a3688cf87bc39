/** @file The panel's texts: both languages come with it, for together they are shorter than a second request. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Translated } from "gantry/messages";
import { maps as en } from "../../../messages/en/maps.ts";
import { spoken } from "../../../messages/texts.ts";
import { maps as zh } from "../../../messages/zh/maps.ts";

export const mapsText: ReadonlySignal<Translated<typeof en>> = computed(() => (spoken.value === "zh" ? zh : en));

/** What an operator of ONNX does, in words; one that has none as ONNX calls it. */
export const operatorText = (operator: string): string => mapsText.value.operators[operator] ?? operator;
