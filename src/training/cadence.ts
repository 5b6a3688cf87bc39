/**
 * @file When things happen: pure functions of the step, so that a resumed run logs, draws and saves at the same steps.
 */

/** Grids are drawn densely at first, where a GAN changes most: 0, 1, 2, 5, 10, 20, 50, …, then every `every` steps. */
export function isSampleStep(step: number, every: number): boolean {
  if (step === 0 || step % every === 0) return true;
  if (step > every) return false;
  const magnitude = 10 ** Math.floor(Math.log10(step));
  return [1, 2, 5].includes(step / magnitude);
}

/** Every step of the first hundred is logged, then every tenth. */
export const isLogStep = (step: number): boolean => step <= 100 || step % 10 === 0;

/** A verdict is given every fifty steps, and where samples are drawn. */
export const isVerdictStep = (step: number): boolean => step % 50 === 0;

/** @param every 0 for never */
export const isEvaluationStep = (step: number, every: number): boolean => every > 0 && step > 0 && step % every === 0;

export const isSaveStep = (step: number, every: number): boolean => step > 0 && step % every === 0;
