/** @file What people ask of a run while it trains, through `control.jsonl`: pause, resume, stop, save, set. */
import type { Game } from "../game/game.ts";
import type { ErrorCode } from "../messages/errors.ts";
import { controlNames } from "../steps/declare.ts";
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

/** Puts a value in place of a control's schedule. */
export function setControl(game: Game, progress: Progress, key: string, value: unknown): Progress | null {
  const name = controlNamed(game, key);
  const number = String(value).trim() === "" ? Number.NaN : Number(value);
  if (name === undefined || !Number.isFinite(number) || number < 0) return null;
  const { controls } = progress;
  return { ...progress, controls: { ...controls, set: { ...controls.set, [name]: number } } };
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
    await store.event(controlEvent(progress.step, request, offset));
    if (request.type === "set") {
      const changed = setControl(game, asked.progress, request.key, request.value);
      if (changed === null)
        alert("W503", { key: request.key, value: String(request.value), known: controlNames(game).join(", ") });
      else asked = { ...asked, progress: changed };
    } else if (request.type === "resume") asked = { ...asked, pause: false };
    else asked = { ...asked, [request.type]: true };
  }
  return asked;
}
