/** @file Events as text of a `text/event-stream`. */
import type { RunEvent } from "gantry/store";
import type { LiveEvent } from "../../api/index.ts";
import { isEvent } from "../folder/detail.ts";
import { parsedLines, type TailLines } from "../folder/log-tail.ts";

/** All events come unnamed, so that one listener has them all; `type` says which. */
export const eventText = (event: LiveEvent): string => `data: ${JSON.stringify(event)}\n\n`;

/** The id stands with the last of what is sent at once; an event of its own would not be heard of. */
export function withId(texts: readonly string[], cursor: string): string {
  return texts.map((text, i) => (i === texts.length - 1 ? `id: ${cursor}\n${text}` : text)).join("");
}

interface Row {
  readonly step: number;
}

const isRow = (value: object): value is Row => "step" in value && typeof value.step === "number";

export function rowsText(id: string, read: TailLines): string {
  const { values: rows, ends } = parsedLines<Row>(read, isRow);
  return `data: ${JSON.stringify({ type: "rows", id, from: read.from, to: read.to, rows, ends })}\n\n`;
}

/** Rows that are too many to be sent. */
export const skippedText = (id: string, from: number, to: number): string =>
  eventText({ type: "rows", id, from, to, rows: [], ends: [], skipped: true });

export function logText(id: string, read: TailLines): string {
  const { values: events, ends } = parsedLines<RunEvent>(read, isEvent);
  return eventText({ type: "log", id, from: read.from, to: read.to, events, ends });
}
