/** @file What happened to a run, in words. */
import type { RunEvent } from "gantry/store";
import { diagnosisText, liveText } from "../messages/texts.ts";
import { wholeNumber } from "./numbers.ts";
import { verdictText } from "./verdict-word.tsx";

/** An event in words; one of a later version as it was written. */
export function eventText(event: RunEvent): string {
  const text = liveText.value.happened;
  const { type, attempt, step, word, request, to, path } = event;
  if (type === "attempt") return text.attempt({ attempt, step: wholeNumber(step) });
  if (type === "verdict") return text.verdict({ word: verdictText(String(word)), measured: measuredText(event) });
  if (type === "control") return text.control({ request: requestText(request) });
  if (type === "rollback") return text.rollback({ to: wholeNumber(Number(to)) });
  if (type === "diverged") return text.diverged;
  if (type === "removed") return text.removed({ path: String(path) });
  return type;
}

/** The number that a verdict rests on, in words. */
export function measuredText({ measure, value }: Readonly<Record<string, unknown>>): string {
  if (typeof measure !== "string" || typeof value !== "number") return "";
  return diagnosisText.value.measured({ measure, value });
}

/** In the words of the buttons that ask for it; a setting as it is written in files: `lr.g = 0.0001`. */
function requestText(request: RunEvent[string]): string {
  const { type, key, value } = (request ?? {}) as Readonly<Record<string, unknown>>;
  if (type === "set") return `${key} = ${value}`;
  const words: Readonly<Record<string, string>> = liveText.value.happened.requests;
  return words[String(type)] ?? String(type);
}
