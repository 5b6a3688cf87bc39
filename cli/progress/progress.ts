/** @file The ways to show how a run goes: redrawn in place, lines, JSON lines, nothing. */
import type { TrainEvent } from "gantry/training";
import type { Cli } from "../verb.ts";
import type { Course } from "./course.ts";

export interface Progress {
  /** Called after each event, with the course that includes it. */
  readonly show: (event: TrainEvent, course: Course) => void;
  /** A sentence between the events, such as a warning. */
  readonly say: (text: string) => void;
  /** Somebody pressed enter: the terminal's cursor stands one line lower than it was left. */
  readonly entered: () => void;
  readonly end: (course: Course) => void;
}

export type ProgressKind = "bar" | "lines" | "json" | "none";

/** `auto`: nothing for `--quiet`, JSON lines for a program, a bar on a terminal, lines in a pipe. */
export function progressKind(asked: string, { json, quiet, terminal }: Cli): ProgressKind {
  if (asked !== "auto") return asked as ProgressKind;
  if (quiet) return "none";
  if (json) return "json";
  return terminal.err.isTTY && terminal.env.TERM !== "dumb" ? "bar" : "lines";
}
