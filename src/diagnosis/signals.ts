/** @file What a diagnosis goes by: numbers of a logged step, and of a look at samples. All plain, for they are kept. */
import type { Look } from "./look.ts";

/** Of one logged step. A game that does not watch one of them leaves it out; see `Game` for what they are. */
export interface StepSignals {
  readonly step: number;
  readonly accuracyD?: number | undefined;
  readonly dReal?: number | undefined;
  readonly dFake?: number | undefined;
  readonly lossD?: number | undefined;
  readonly lossG?: number | undefined;
  readonly gradientG?: number | undefined;
  readonly updateD?: number | undefined;
  readonly updateG?: number | undefined;
}

/** A look as it is kept. @property motion since the look before; absent at the first */
export interface LookSignals extends Look {
  readonly step: number;
  readonly motion?: number | undefined;
}

/** What of a step's numbers a diagnosis keeps. */
export function stepSignals(step: number, values: Readonly<Record<string, number>>): StepSignals {
  const { accuracyD, dReal, dFake, lossD, lossG, gradientG, updateD, updateG } = values;
  return { step, accuracyD, dReal, dFake, lossD, lossG, gradientG, updateD, updateG };
}
