/**
 * @file What the page asks of the server beyond reading. Requests to a run are lines of its `control.jsonl`: the server
 * writes them down and the trainer, whose process is its own, applies them at the next step.
 */
import type { ControlRequest } from "gantry/store";
import type { ApiError } from "./runs.ts";

/** Without this header a request that changes something is refused: no other site's form can send it. */
export const WRITE_HEADER = "x-gantry-studio";

/** `POST /api/runs/:id/requests`; answers 202 with nothing. A run that nobody trains answers 409. */
export type RunRequest = ControlRequest;

/** `POST /api/runs/:id/resume`: a process that trains on. Answers `Started`. */
export interface ResumeRequest {
  /** Train on to this step in all; by default to where the run was to end. */
  readonly steps?: number;
}

/** `POST /api/runs`: a process that trains a new run. Keys and values of the configuration. Answers `Started`. */
export interface StartRequest {
  readonly values: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>;
}

/** The training's process began, and this run is its. */
export interface Started {
  readonly id: string;
  readonly pid: number;
}

/** `POST /api/plan`: what a run with these values would be, without beginning it. The body is a `StartRequest`. */
export interface PlanReply {
  /** As it would be typed. */
  readonly command: string;
  readonly config: Readonly<Record<string, { readonly value: unknown; readonly origin: string }>>;
  readonly parameters: Readonly<Record<string, number>>;
  /** Estimated; null where it is not known. */
  readonly memoryBytes: number | null;
  readonly secondsAStep: number | null;
}

/** What any route answers that did not do as it was asked. */
export interface ErrorReply {
  readonly error: ApiError;
}
