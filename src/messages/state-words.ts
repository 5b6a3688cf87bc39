/** @file What a run is doing, in a word, for who shows that and nothing else (a page). */
import { states as en } from "./en/states.ts";
import type { Language } from "./errors.ts";
import type { Translated } from "./translated.ts";
import { states as zh } from "./zh/states.ts";

export type StateWords = Translated<typeof en>;

/** By the state's name in `status.json`. */
export const stateWords = (language: Language): StateWords => (language === "zh" ? zh : en);
