/**
 * @file How many steps are taken in one call. A call costs something by itself (state crosses the runtime's border, the
 * event loop turns), of which steps of a few milliseconds feel a tenth; nothing must be due between its steps, and what
 * people ask for waits for its end.
 */
import { sizeOf } from "../base/shape.ts";
import type { Game } from "../game/game.ts";
import type { StepInput } from "../steps/step.ts";
import { isEvaluationStep, isSampleStep, isSaveStep } from "./cadence.ts";

/** A call takes about so long at most, in milliseconds: a pause or a stop is met within it. */
const LONGEST = 200;
/** On a page's own thread, which draws it: a frame. */
export const FRAME = 16;
const MOST_STEPS = 16;
/** A step that takes longer, in milliseconds, gains nothing: `wgan-gp-mlp`, of 40, is as fast one by one. */
const LONGEST_STEP = 20;
/** Of what a call is fed, twice: it is drawn while the one before runs. */
const MOST_BYTES = 8 * 2 ** 20;

/**
 * @param msPerStep of the last steps; null before the first @param inputs what a step is fed
 * @param longest a call may take, in milliseconds
 */
export function stretchLimit(
  msPerStep: number | null,
  inputs: readonly StepInput[],
  longest: number = LONGEST,
): number {
  if (msPerStep === null || msPerStep > LONGEST_STEP) return 1;
  const bytes = inputs.reduce((sum, { source }) => sum + 4 * sizeOf(source.shape), 0);
  return Math.max(
    1,
    Math.min(MOST_STEPS, Math.floor(longest / msPerStep), Math.floor(MOST_BYTES / Math.max(bytes, 1))),
  );
}

/** Whether a step begins with more of a phase than others have; such a one is a call by itself. */
export const hasExtras = ({ phases }: Pick<Game, "phases">, step: number): boolean =>
  phases.some(({ extra }) => (extra?.(step) ?? 0) > 0);

/** What ends a stretch. @property replays steps at which something that was set is set again */
export interface StretchEnds {
  readonly game: Pick<Game, "phases">;
  readonly steps: number;
  readonly sampleEvery: number;
  readonly saveEvery: number;
  readonly evaluation?: { readonly every: number };
  readonly replays: readonly { readonly step: number }[];
}

/** How many steps lie between `step` and the next at which there is something to do, at most `limit`. */
export function stretchLength(
  step: number,
  limit: number,
  { game, steps, sampleEvery, saveEvery, evaluation, replays }: StretchEnds,
): number {
  if (hasExtras(game, step)) return 1;
  const isDue = (at: number): boolean =>
    at >= steps ||
    hasExtras(game, at) ||
    isSampleStep(at, sampleEvery) ||
    isSaveStep(at, saveEvery) ||
    isEvaluationStep(at, evaluation?.every ?? 0) ||
    replays.some((replay) => replay.step === at);
  let length = 1;
  while (length < limit && !isDue(step + length)) length += 1;
  return length;
}

/** The pace after a call: down at once, up by halves, for a call may have had something else to do. */
export const paceAfter = (before: number | null, measured: number): number =>
  before === null || measured < before ? measured : (before + measured) / 2;
