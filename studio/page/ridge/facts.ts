/** @file A row of the ridge in words and figures. */
import type { OutputsLine } from "../../api/index.ts";
import { shortNumber, wholeNumber } from "../parts/numbers.ts";
import { overlapOf } from "./density.ts";
import { ridgeText } from "./text.ts";

/** Three digits: more than a batch tells. */
const roughly = (value: number): string => shortNumber(Number(value.toPrecision(3)));

const at = (quantiles: readonly number[], share: number): string =>
  roughly(quantiles[Math.round(share * (quantiles.length - 1))] as number);

export const medianOf = (quantiles: readonly number[]): string => at(quantiles, 0.5);

/** Of the middle four fifths: `0.4 – 0.92` */
export const middleOf = (quantiles: readonly number[]): string => `${at(quantiles, 0.1)} – ${at(quantiles, 0.9)}`;

export const overlapText = ({ real, fake }: OutputsLine): string =>
  shortNumber(Math.round(100 * overlapOf(real, fake)) / 100);

export const rowText = (line: OutputsLine): string =>
  ridgeText.value.row({
    step: wholeNumber(line.step),
    ...{ real: medianOf(line.real), fake: medianOf(line.fake), overlap: overlapText(line) },
  });
