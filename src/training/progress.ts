/** @file How far a run is: the few numbers that, with the tensors, make a resume exact. */
import type { Game } from "../game/game.ts";
import type { JsonObject } from "../store/run-record.ts";
import { type ControlState, initialControls } from "./controls.ts";
import { firstStanding, type Standing } from "./standing.ts";

export interface Progress {
  /** Steps done. */
  readonly step: number;
  /** Items drawn from the data. */
  readonly position: number;
  readonly controls: ControlState;
  /** Rollbacks after a step that was not finite. */
  readonly retries: number;
  /** Of the evaluations so far. */
  readonly standing: Standing;
}

export const firstProgress = (game: Game): Progress => ({
  step: 0,
  position: 0,
  controls: initialControls(game),
  retries: 0,
  standing: firstStanding,
});

/** As `state.json` keeps it beside the tensors. */
export function progressMeta({ position, controls, retries, standing }: Progress): JsonObject {
  return {
    position,
    retries,
    controls: { values: controls.values, set: controls.set, rateFactor: controls.rateFactor },
    standing: { best: standing.best === null ? null : { ...standing.best }, noBetter: standing.noBetter },
  };
}

/** Checkpoints of the first version know no evaluations. */
type Kept = Omit<Progress, "step" | "standing"> & Partial<Pick<Progress, "standing">>;

/** The progress a checkpoint was saved at. Its bytes were verified, so its members are what `progressMeta` wrote. */
export function progressOf(step: number, meta: JsonObject): Progress {
  const { position, retries, controls, standing = firstStanding } = meta as unknown as Kept;
  return { step, position, retries, controls, standing };
}
