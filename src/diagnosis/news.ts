/**
 * @file Which verdicts are news: they are kept with the run, and alerts follow them. A verdict may come and go every few
 * hundred steps, and who reads the log wants to hear of that once. So a word is told when it comes for the first time or
 * after a pause in which it never held, and when it has held for a pause though another was told last. The pause grows with
 * the run: what comes and goes for ever is told ever less often.
 */
import type { Diagnosis } from "./diagnosis.ts";
import type { VerdictWord } from "./verdict.ts";

/** What was told. */
export interface Told {
  /** The word that was told last. */
  readonly word: VerdictWord;
  /** The last step at which each word held. */
  readonly held: Readonly<Partial<Record<VerdictWord, number>>>;
}

/** In steps: a tenth of the run so far, and at least what a verdict takes to settle. */
const pauseAt = (step: number): number => Math.max(500, step / 10);

const lastStep = ({ steps }: Diagnosis): number => steps.at(-1)?.step ?? 0;

/** A checkpoint of an earlier version says nothing of it: then the verdict in it was told. */
export const toldOf = (diagnosis: Diagnosis): Told =>
  diagnosis.told ?? { word: diagnosis.verdict.word, held: { [diagnosis.verdict.word]: lastStep(diagnosis) } };

/** @param told before the verdict was judged @param diagnosis after that */
export function withNews(told: Told, diagnosis: Diagnosis): { readonly diagnosis: Diagnosis; readonly news: boolean } {
  const step = lastStep(diagnosis);
  const { word } = diagnosis.verdict;
  const { [word]: last = Number.NEGATIVE_INFINITY } = told.held;
  const lasts = word !== told.word && step - diagnosis.since >= pauseAt(step);
  const news = step - last >= pauseAt(step) || lasts;
  const held = { ...told.held, [word]: step };
  return { diagnosis: { ...diagnosis, told: { word: news ? word : told.word, held } }, news };
}
