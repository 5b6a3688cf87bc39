/**
 * @file What the page asks of the server beyond reading. Requests to a run are lines of its `control.jsonl`: the server
 * writes them down and the trainer, whose process is its own, applies them at the next step.
 */
import type { ValueType } from "gantry/messages";
import type { ControlRequest } from "gantry/store";
import type { ApiError } from "./runs.ts";

/** Without this header a request that changes something is refused: no other site's form can send it. */
export const WRITE_HEADER = "x-gantry-studio";

/** `POST /api/runs/:id/requests`; answers 202 with nothing. A run that nobody trains answers 409. */
export type RunRequest = ControlRequest;

/** `POST /api/runs/:id/resume`: a process that trains on. Answers 201 with `Started`, or what `gantry resume` would say. */
export interface ResumeRequest {
  /** Train on to this step in all; by default to where the run was to end. */
  readonly steps?: number;
}

/**
 * `POST /api/runs`: a process that trains a new run in the folder that is shown. Keys and values of the configuration
 * (`data`, `recipe`, `steps`, `lr.g`, …); `out` is not among them. Answers 201 with `Started` when the run's folder is
 * there, which takes as long as the data take to open; or what the command line would say.
 */
export interface StartRequest {
  readonly values: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;
}

/** The training's process began, and this run is its. */
export interface Started {
  readonly id: string;
  readonly pid: number;
}

/**
 * `POST /api/plan`: what a run with these values would be, without beginning it: some of its steps are timed, which
 * takes some seconds. The body is a `StartRequest`. Plans are made one after the other; one whose asker closes the connection
 * is given up.
 */
export interface PlanReply {
  /** As it would be typed. */
  readonly command: string;
  /** What `--out` would be in it; null where runs go to `runs`. */
  readonly out: string | null;
  readonly config: Readonly<Record<string, { readonly value: unknown; readonly origin: string }>>;
  readonly parameters: Readonly<Record<string, number>>;
  readonly data: { readonly name: string; readonly count: number; readonly shape: readonly number[] };
  /** What the process took that tried it, at most; null where it is not known. */
  readonly memoryBytes: number | null;
  /** Measured on this computer, as busy as it is now; null where it is not known. */
  readonly secondsAStep: number | null;
  /** To compile the step's program, once. */
  readonly secondsToCompile: number | null;
}

/** What any route answers that did not do as it was asked. */
export interface ErrorReply {
  readonly error: ApiError;
}

/** `GET /api/schema`: what a new run can be told, for a form, in the language asked for. */
export interface SchemaReply {
  /** What holds whichever recipe is trained, in the order people meet it. `out` is not asked for: it is this folder. */
  readonly fields: readonly FieldInfo[];
  readonly recipes: readonly RecipeInfo[];
  /** Named sets; beside them a path to a folder of images or a file can be given. */
  readonly data: readonly { readonly name: string; readonly summary: string }[];
}

/** A value of the configuration by its dotted key. */
export interface FieldInfo {
  readonly key: string;
  /** On the command line: `--lr-g`. */
  readonly flag: string;
  readonly type: ValueType;
  /** Null where there is none, or where machine, recipe or data know better. */
  readonly default: string | number | boolean | readonly string[] | null;
  /** One line. */
  readonly help: string;
  /** Has a meaning for images only. */
  readonly image?: true;
}

export interface RecipeInfo {
  readonly name: string;
  readonly summary: string;
  readonly citation: string;
  readonly settings: readonly FieldInfo[];
}
