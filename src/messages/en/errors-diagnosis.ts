/** @file Warnings of the diagnosis: what is going wrong while a run trains, why it is thought so, what to try. */

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const short = (value: number): string => String(Number(value.toPrecision(2)));
/** What a rate would be in the suggestion. */
const rate = (option: string, value: number | null): string => (value === null ? option : `${option} ${short(value)}`);

/** What a warning rests on, and its number. */
export type Finding = {
  readonly step: number;
  readonly measure: string;
  readonly value: number;
  /** The learning rates now; null where the game calls them otherwise. */
  readonly rateG: number | null;
  readonly rateD: number | null;
};

const lacking = ({ measure, value }: Finding): string =>
  measure === "coverage"
    ? `the samples reach ${percent(value)} of the data`
    : `the samples are ${short(value)} times as varied as the data`;

const half = (value: number | null): number | null => (value === null ? null : value / 2);
const tenth = (value: number | null): number | null => (value === null ? null : value / 10);
const explain = (code: string): string => `gantry explain ${code}`;

export const diagnosisErrors = {
  /** D tells everything apart, and G does not come nearer. */
  W420: (p: Finding): string =>
    `step ${p.step}: D is winning: it is right about ${percent(p.value)} of the examples, and the samples come no nearer. ` +
    `If it lasts: ${rate("--lr-d", half(p.rateD))}, --penalty r1, or --loss ns. ${explain("W420")}`,
  /** D guesses, and the samples are far from the data. */
  W421: (p: Finding): string =>
    `step ${p.step}: G is winning: D is right about ${percent(p.value)} of the examples, no better than a guess, though the samples ` +
    `are far from the data. If it lasts: ${rate("--lr-g", half(p.rateG))} or --d-steps 2. ${explain("W421")}`,
  /** Samples go to and fro. */
  W422: (p: Finding): string =>
    `step ${p.step}: the players go round in circles: between two looks the samples move by ${percent(p.value)} of the data's spread, ` +
    `and back again. If it lasts: ${rate("--lr-g", half(p.rateG))} ${rate("--lr-d", half(p.rateD))}, --beta1 0.5, or ` +
    `--penalty r1. ${explain("W422")}`,
  /** Less variety than the data have. */
  W430: (p: Finding): string =>
    `step ${p.step}: variety is being lost: ${lacking(p)}. If it lasts: --penalty r1, ${rate("--lr-g", half(p.rateG))}, or a larger ` +
    `--batch. ${explain("W430")}`,
  /** Hardly any variety is left. */
  W431: (p: Finding): string =>
    `step ${p.step}: collapsed: ${lacking(p)}. It rarely comes back by itself: begin again with --penalty r1 or ` +
    `${rate("--lr-g", half(p.rateG))}, or resume from an earlier checkpoint. ${explain("W431")}`,
  /** Nothing moves. */
  W440: (p: Finding): string =>
    `step ${p.step}: nothing moves: a step changes G's weights by ${short(p.value)} of their size, and the samples are far from the ` +
    `data. Raise the learning rates: ${rate("--lr-g", p.rateG === null ? null : 1e-3)} ${rate("--lr-d", p.rateD === null ? null : 1e-3)}. ${explain("W440")}`,
  /** Numbers that grow without bound. */
  W441: (p: Finding): string =>
    `step ${p.step}: training is diverging: ${p.measure === "output" ? `losses or D's outputs reach ${short(p.value)}` : `a step changes weights by ${short(p.value)} of their size`}. ` +
    `Lower the learning rates: ${rate("--lr-g", tenth(p.rateG))} ${rate("--lr-d", tenth(p.rateD))}. ${explain("W441")}`,
  /** Samples are the data themselves. */
  W450: (p: Finding): string =>
    `step ${p.step}: G is memorising: ${percent(p.value)} of the samples are copies of items of the data. More data, --flip for ` +
    `images, fewer steps, or a smaller --width. ${explain("W450")}`,
} as const;
