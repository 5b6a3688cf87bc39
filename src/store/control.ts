/**
 * @file Requests to a run: lines of `control.jsonl`, written by anybody, applied by the trainer at the next step's
 * boundary, recorded in `events.jsonl` as `{"type":"control","step",…,"request","offset"}` and replayed by a resume.
 */
import type { RequestProblem } from "../messages/en/errors-store.ts";
import type { Json, JsonObject, RunEvent } from "./run-record.ts";
import type { AppliedControl } from "./run-store.ts";

export type ControlRequest =
  | { readonly type: "pause" | "resume" | "stop" | "save" }
  | { readonly type: "set"; readonly key: string; readonly value: number | string | boolean };

/** A line of `control.jsonl` as the trainer gets it. `offset`: of the byte behind it, which names it for ever. */
export type ReadRequest =
  | {
      readonly kind: "request";
      readonly request: ControlRequest;
      readonly offset: number;
      /** It was made before this attempt took hold of the run: a `stop` of yesterday should not stop today's. */
      readonly stale: boolean;
    }
  /** Not a request; tell the user (W502). */
  | { readonly kind: "malformed"; readonly line: string; readonly problem: RequestProblem; readonly offset: number };

const plain = ["pause", "resume", "stop", "save"] as const;
const isPlain = (type: unknown): type is (typeof plain)[number] => plain.some((known) => known === type);

/** @param line of `control.jsonl` @returns the request, or what is wrong with it, for W502 */
export function parseRequest(line: string): ControlRequest | { readonly problem: RequestProblem } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: "json" };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { problem: "object" };
  const { type, key, value: setting } = value as Record<string, unknown>;
  if (isPlain(type)) return { type };
  if (type !== "set") return { problem: "type" };
  if (typeof key !== "string" || key === "") return { problem: "key" };
  if (!["number", "string", "boolean"].includes(typeof setting)) return { problem: "value" };
  return { type, key, value: setting as number | string | boolean };
}

type ControlEvent = {
  readonly type: "control";
  readonly step: number;
  readonly request: JsonObject;
  readonly offset: number;
  /** A setting that the run has not, or that may not be that; absent otherwise. */
  readonly refused?: true;
};

/** The members of the event line that says a request was met; `replays` reads those that were applied back. */
export const controlEvent = (step: number, request: ControlRequest, offset: number, refused = false): ControlEvent => ({
  type: "control",
  step,
  request: { ...request },
  offset,
  ...(refused && { refused }),
});

/** Where the next unread request begins, as far as the event lines tell; 0 for a fresh run. */
export function appliedOffset(events: readonly RunEvent[]): number {
  return events.reduce((offset, event) => Math.max(offset, offsetOf(event) ?? 0), 0);
}

/**
 * The settings that a run trained on from `step` must meet again, in order. Only `set` changes the state's path; each
 * request counts once, however many attempts applied it.
 */
export function controlsAfter(events: readonly RunEvent[], step: number): AppliedControl[] {
  const byOffset = new Map<number, AppliedControl>();
  for (const event of events) {
    const offset = offsetOf(event);
    const request = parseRequest(JSON.stringify(event.request ?? null));
    if (
      offset !== undefined &&
      event.refused !== true &&
      event.step > step &&
      "type" in request &&
      request.type === "set"
    ) {
      byOffset.set(offset, { step: event.step, request });
    }
  }
  return [...byOffset].sort(([a], [b]) => a - b).map(([, applied]) => applied);
}

function offsetOf(event: RunEvent): number | undefined {
  const offset: Json | undefined = event.offset;
  return event.type === "control" && typeof offset === "number" ? offset : undefined;
}
