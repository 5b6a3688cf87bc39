/** @file What people ask of a run while it trains, through `control.jsonl`: pause, resume, stop, save, set. */
import { decimalNumber } from "../base/decimal.ts";
import type { Game } from "../game/game.ts";
import type { ErrorCode } from "../messages/errors.ts";
import { controlLimit, controlNames } from "../steps/declare.ts";
import { controlEvent } from "../store/control.ts";
import type { AppliedControl, RunStore } from "../store/run-store.ts";
import type { TrainEvent } from "./events.ts";
import type { Progress } from "./progress.ts";

/** What a boundary between two steps has to do. */
export interface Asked {
  readonly progress: Progress;
  readonly pause: boolean;
  readonly stop: boolean;
  readonly save: boolean;
  readonly alerts: readonly TrainEvent[];
}

/** `lr.g` and `lr.G` name the same control. */
function controlNamed(game: Game, key: string): string | undefined {
  return controlNames(game).find((name) => name.toLowerCase() === key.toLowerCase());
}

/** As it is typed or written, NaN for what is no number that a step can be fed. */
const numberOf = (value: unknown): number =>
  decimalNumber(typeof value === "boolean" ? String(Number(value)) : String(value).trim());

/** Puts a value in place of a control's schedule; null where there is no such control, or it may not be that. */
export function setControl(game: Game, progress: Progress, key: string, value: unknown): Progress | null {
  const name = controlNamed(game, key);
  const number = numberOf(value);
  if (name === undefined || !(number >= 0 && number <= controlLimit(game, name))) return null;
  const { controls } = progress;
  return { ...progress, controls: { ...controls, set: { ...controls.set, [name]: number } } };
}

/** What W503 says of it. `most`: of a control that has an end; `known`: instead of one that there is not. */
function refusalOf(game: Game, key: string, value: unknown): Record<string, string | number> {
  const name = controlNamed(game, key);
  const asked = { key: name ?? key, value: String(value) };
  if (name === undefined) return { ...asked, known: controlNames(game).join(", ") };
  const most = controlLimit(game, name);
  return Number.isFinite(most) ? { ...asked, most } : asked;
}

/** Settings that the run met at this step before it was resumed. */
export function replay(game: Game, progress: Progress, replays: readonly AppliedControl[]): Progress {
  let now = progress;
  for (const { step, request } of replays) {
    if (step === progress.step && request.type === "set")
      now = setControl(game, now, request.key, request.value) ?? now;
  }
  return now;
}

/**
 * Reads and applies what was asked since the last look. Each request that is met becomes an event of the run.
 * @param paused whether the run waits now; it does on return unless somebody asked it to resume
 */
export async function takeRequests(game: Game, store: RunStore, progress: Progress, paused = false): Promise<Asked> {
  let asked: Asked = { progress, pause: paused, stop: false, save: false, alerts: [] };
  const alert = (code: ErrorCode, parameters: Record<string, string | number>): void => {
    asked = { ...asked, alerts: [...asked.alerts, { type: "alert", step: progress.step, code, parameters }] };
  };
  for (const read of await store.requests()) {
    if (read.kind === "malformed") {
      alert("W502", { line: read.line, problem: read.problem });
      continue;
    }
    if (read.stale) continue;
    const { request, offset } = read;
    const changed = request.type === "set" ? setControl(game, asked.progress, request.key, request.value) : progress;
    await store.event(controlEvent(progress.step, request, offset, changed === null));
    if (request.type === "set") {
      if (changed === null) alert("W503", refusalOf(game, request.key, request.value));
      else asked = { ...asked, progress: changed };
    } else if (request.type === "resume") asked = { ...asked, pause: false };
    else asked = { ...asked, [request.type]: true };
  }
  return asked;
}
