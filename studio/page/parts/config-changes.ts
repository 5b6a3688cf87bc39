/** @file What people did to a run while it trained: lines of its log of events. */
import { type Json, parseRequest, type RunEvent, type RunRecord } from "gantry/store";

export type Config = RunRecord["config"];

interface At {
  readonly step: number;
  /** Unix seconds. */
  readonly time: number;
}

/** Of a value while training. */
export type ValueChange = At & {
  readonly kind: "set";
  readonly key: string;
  readonly value: Json;
  readonly before: Json | undefined;
};

/** Training went back to a checkpoint by itself; learning rates are since then those of the beginning times `factor`. */
export type Rollback = At & { readonly kind: "rollback"; readonly to: number; readonly factor: number };

export type Change = ValueChange | Rollback | (At & { readonly kind: "pause" | "resume" | "stop" | "save" });

/** Oldest first. A request that later attempts apply again is one, and one that was refused is none. */
export function changesOf(config: Config, events: readonly RunEvent[]): readonly Change[] {
  const now = new Map<string, Json>();
  const known = new Set<Json | undefined>();
  const changes: Change[] = [];
  for (const event of events) {
    if (event.type === "rollback") changes.push(rollbackOf(event));
    if (event.type !== "control" || event.refused === true || known.has(event.offset)) continue;
    known.add(event.offset);
    const request = parseRequest(JSON.stringify(event.request ?? null));
    if ("problem" in request) continue;
    const at = { step: event.step, time: event.time };
    if (request.type !== "set") changes.push({ ...at, kind: request.type });
    else {
      const { value } = request;
      const key = nameIn(config, request.key);
      changes.push({ ...at, kind: "set", key, value, before: now.get(key) ?? config[key]?.value });
      now.set(key, value);
    }
  }
  return changes;
}

/** `lr.G` and `lr.g` name the same. */
const nameIn = (config: Config, key: string): string =>
  Object.keys(config).find((known) => known.toLowerCase() === key.toLowerCase()) ?? key;

function rollbackOf({ step, time, to, rateFactor }: RunEvent): Change {
  return { step, time, kind: "rollback", to: Number(to ?? 0), factor: Number(rateFactor ?? 1) };
}
