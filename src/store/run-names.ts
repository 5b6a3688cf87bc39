/** @file Names inside and of run folders: numbered, sortable as text, fit for every system's files. */
import { GantryError } from "../base/error.ts";
import { LIVE_SAMPLES, SAMPLES } from "./run-files.ts";

const NUMBER_DIGITS = 4;
const STEP_DIGITS = 6;
const LONGEST_NAME = 100;

/** What Windows refuses in any folder, with whatever extension. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows refuses control characters, so they are looked for.
const forbidden = /[<>:"/\\|?*\u0000-\u001f\u007f]/;

/** @returns the name @throws E512 for what some system would refuse */
export function checkName(name: string): string {
  const refuse = (problem: "empty" | "character" | "reserved" | "ending" | "length"): never => {
    throw new GantryError("E512", { name, problem });
  };
  if (name === "" || name === "." || name === "..") refuse("empty");
  if (forbidden.test(name)) refuse("character");
  if (reserved.test(name)) refuse("reserved");
  if (/[. ]$/.test(name)) refuse("ending");
  if (name.length > LONGEST_NAME) refuse("length");
  return name;
}

/** Lower-case letters (of any script), digits and single dashes: `My Cats!` → `my-cats`. */
export function slug(text: string): string {
  const words =
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.join("-").slice(0, 40).replace(/-$/, "");
}

/** `0007-strokes-dcgan`. */
export function runName(number: number, dataName: string, recipe: string): string {
  const words = [dataName, recipe].map(slug).filter((word) => word !== "");
  return [String(number).padStart(NUMBER_DIGITS, "0"), ...words].join("-");
}

/** The number in front of a run's name, if it has one. */
export function numberOf(name: string): number | undefined {
  const digits = /^(\d+)(-|$)/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** `000500`: sorts as text up to a million steps, and by `stepOf` beyond. */
export const stepName = (step: number): string => String(step).padStart(STEP_DIGITS, "0");

/** Whose samples a picture shows. */
export type SampleWeights = "average" | "live";

/** `samples/000500.png`, below the run's folder; with the live weights, where G is averaged, `samples/live/000500.png`. */
export const samplePath = (step: number, weights: SampleWeights = "average"): string =>
  `${weights === "live" ? LIVE_SAMPLES : SAMPLES}/${stepName(step)}.png`;

/** Of a checkpoint's folder: `000500`, or `000500-2` where that step was trained again to another end. */
export function checkpointName(step: number, copy: number): string {
  return copy === 1 ? stepName(step) : `${stepName(step)}-${copy}`;
}

/** @returns step and copy of a checkpoint's folder, undefined for any other name */
export function parseCheckpointName(name: string): { readonly step: number; readonly copy: number } | undefined {
  const match = /^(\d{6,})(?:-(\d+))?$/.exec(name);
  return match ? { step: Number(match[1]), copy: Number(match[2] ?? 1) } : undefined;
}

/** The step of a sample's file name `000500.png`, if it is one. */
export function sampleStep(file: string): number | undefined {
  const digits = /^(\d{6,})\.png$/.exec(file)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
