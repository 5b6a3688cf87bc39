/**
 * @file What a person says of a run after it began: a note and tags. `run.json` is written once and holds what was said
 * at the start; `labels.json` beside it, where there is one, counts instead, member by member.
 */
import { GantryError } from "../base/error.ts";
import type { RunRecord } from "./run-record.ts";

export const LABELS_FILE = "labels.json";

export interface RunLabels {
  readonly note: string | null;
  readonly tags: readonly string[];
}

/** What is to be said instead; what is absent stays. */
export type LabelChanges = Partial<RunLabels>;

export const LONGEST_NOTE = 2000;
export const LONGEST_TAG = 40;
export const MOST_TAGS = 20;

/** @param written parsed `labels.json`; what is none of ours is passed over */
export function labelsOf({ config }: Pick<RunRecord, "config">, written: unknown): RunLabels {
  const { note, tags } = (written ?? {}) as { readonly note?: unknown; readonly tags?: unknown };
  return {
    note: note === null || typeof note === "string" ? note : textOf(config.note?.value),
    tags: textsOf(Array.isArray(tags) ? tags : config.tag?.value),
  };
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((tag): tag is string => typeof tag === "string") : [];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they would break lines of lists, so they are looked for.
const control = /[\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a note may have lines and tabs, and nothing else of the kind.
const controlOfNote = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** @returns the note without space around it; null for an empty one @throws E523 */
export function checkNote(note: string | null): string | null {
  const text = note?.replaceAll("\r\n", "\n").trim() ?? "";
  const refuse = (problem: "length" | "character"): never => {
    throw new GantryError("E523", { what: "note", text, problem, most: LONGEST_NOTE });
  };
  if (text.length > LONGEST_NOTE) refuse("length");
  if (controlOfNote.test(text)) refuse("character");
  return text === "" ? null : text;
}

/** @returns the tags without space around them, each once @throws E523 */
export function checkTags(tags: readonly string[]): readonly string[] {
  const texts = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ""))];
  const refuse = (text: string, problem: "length" | "character" | "count", most: number): never => {
    throw new GantryError("E523", { what: "tag", text, problem, most });
  };
  if (texts.length > MOST_TAGS) refuse(texts[MOST_TAGS] as string, "count", MOST_TAGS);
  for (const text of texts) {
    if (text.length > LONGEST_TAG) refuse(text, "length", LONGEST_TAG);
    if (control.test(text) || /[,"]/.test(text)) refuse(text, "character", LONGEST_TAG); // lists and filters need these
  }
  return texts;
}
