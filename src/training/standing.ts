/**
 * @file How a run's evaluations stand: the best so far, and how many in a row were no better. It is part of the run's
 * progress, so that a resumed run keeps and stops as an uninterrupted one would have done.
 */

export interface Standing {
  readonly best: { readonly step: number; readonly value: number } | null;
  readonly noBetter: number;
}

export const firstStanding: Standing = { best: null, noBetter: 0 };

/** @param value less is better; one that is not a number is no better */
export function standingAfter({ best, noBetter }: Standing, step: number, value: number): Standing {
  const better = Number.isFinite(value) && (best === null || value < best.value);
  return better ? { best: { step, value }, noBetter: 0 } : { best, noBetter: noBetter + 1 };
}

/** Whether somebody's patience is at its end; null is endless. */
export const isWornOut = ({ noBetter }: Standing, patience: number | null): boolean =>
  patience !== null && noBetter >= patience;

/** What a resume begins with: who goes on after patience ended, gives it anew. */
export const standingAnew = (standing: Standing, patience: number | null): Standing =>
  isWornOut(standing, patience) ? { ...standing, noBetter: 0 } : standing;
