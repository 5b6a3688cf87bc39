/** @file The panel's texts. */
import { maps as en } from "../../../messages/en/maps.ts";
import { together } from "../../../messages/texts.ts";
import { maps as zh } from "../../../messages/zh/maps.ts";

export const mapsText = together(en, zh);

/** What an operator of ONNX does, in words; one that has none as ONNX calls it. */
export const operatorText = (operator: string): string => mapsText.value.operators[operator] ?? operator;
