/** @file The history as a film: which of its pictures. */

export interface FilmPlan {
  readonly steps: readonly number[];
  readonly from: number;
  readonly to: number;
  /** Every so many-th picture. */
  readonly every: number;
}

/** Longer films are for the command line. */
export const MOST_FRAMES = 400;

/** Both ends included; thinned further where there would be too many. */
export function filmSteps({ steps, from, to, every }: FilmPlan): number[] {
  const within = steps.filter((step) => step >= Math.min(from, to) && step <= Math.max(from, to));
  const last = within.length - 1;
  const stride = Math.max(1, every, Math.ceil(last / (MOST_FRAMES - 1)));
  return within.filter((_, i) => i % stride === 0 || i === last);
}

/** So that a film of all steps has about a hundred pictures. */
export const usualEvery = (count: number): number => Math.max(1, Math.ceil(count / 100));
