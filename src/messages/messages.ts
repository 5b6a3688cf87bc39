/** @file Everything people read, in one object a language; a key that Chinese lacks does not compile. */
import { diagnosis as diagnosisEn } from "./en/diagnosis.ts";
import { equations as equationsEn } from "./en/equations.ts";
import { explanations as explanationsEn } from "./en/explanations.ts";
import { fields as fieldsEn, fieldsOff as fieldsOffEn } from "./en/fields.ts";
import { frame as frameEn } from "./en/frame.ts";
import { init as initEn } from "./en/init.ts";
import { latent as latentEn } from "./en/latent.ts";
import { plan as planEn } from "./en/plan.ts";
import { results as resultsEn } from "./en/results.ts";
import { settings as settingsEn } from "./en/settings.ts";
import { states as statesEn } from "./en/states.ts";
import { studio as studioEn } from "./en/studio.ts";
import { theory as theoryEn } from "./en/theory.ts";
import { training as trainingEn } from "./en/training.ts";
import { expectation as expectationEn } from "./en/value-types.ts";
import { options as optionsEn, verbOptions as verbOptionsEn, verbs as verbsEn } from "./en/verbs.ts";
import { webPage as webPageEn } from "./en/web-page.ts";
import type { Language } from "./errors.ts";
import type { Translated } from "./translated.ts";
import { diagnosis as diagnosisZh } from "./zh/diagnosis.ts";
import { equations as equationsZh } from "./zh/equations.ts";
import { explanations as explanationsZh } from "./zh/explanations.ts";
import { fieldsOff as fieldsOffZh, fields as fieldsZh } from "./zh/fields.ts";
import { frame as frameZh } from "./zh/frame.ts";
import { init as initZh } from "./zh/init.ts";
import { latent as latentZh } from "./zh/latent.ts";
import { plan as planZh } from "./zh/plan.ts";
import { results as resultsZh } from "./zh/results.ts";
import { settings as settingsZh } from "./zh/settings.ts";
import { states as statesZh } from "./zh/states.ts";
import { studio as studioZh } from "./zh/studio.ts";
import { theory as theoryZh } from "./zh/theory.ts";
import { training as trainingZh } from "./zh/training.ts";
import { expectation as expectationZh } from "./zh/value-types.ts";
import { options as optionsZh, verbOptions as verbOptionsZh, verbs as verbsZh } from "./zh/verbs.ts";
import { webPage as webPageZh } from "./zh/web-page.ts";

interface English {
  readonly diagnosis: typeof diagnosisEn;
  readonly equations: typeof equationsEn;
  readonly explanations: typeof explanationsEn;
  readonly fields: typeof fieldsEn;
  readonly fieldsOff: typeof fieldsOffEn;
  readonly frame: typeof frameEn;
  readonly init: typeof initEn;
  readonly latent: typeof latentEn;
  readonly plan: typeof planEn;
  readonly results: typeof resultsEn;
  readonly settings: typeof settingsEn;
  readonly states: typeof statesEn;
  readonly studio: typeof studioEn;
  readonly theory: typeof theoryEn;
  readonly training: typeof trainingEn;
  readonly verbs: typeof verbsEn;
  readonly options: typeof optionsEn;
  readonly verbOptions: typeof verbOptionsEn;
  readonly expectation: typeof expectationEn;
  readonly webPage: typeof webPageEn;
}

export type Messages = Translated<English>;

const en: Messages = {
  diagnosis: diagnosisEn,
  equations: equationsEn,
  explanations: explanationsEn,
  fields: fieldsEn,
  fieldsOff: fieldsOffEn,
  frame: frameEn,
  init: initEn,
  latent: latentEn,
  plan: planEn,
  results: resultsEn,
  settings: settingsEn,
  states: statesEn,
  studio: studioEn,
  theory: theoryEn,
  training: trainingEn,
  verbs: verbsEn,
  options: optionsEn,
  verbOptions: verbOptionsEn,
  expectation: expectationEn,
  webPage: webPageEn,
};

const zh: Messages = {
  diagnosis: diagnosisZh,
  equations: equationsZh,
  explanations: explanationsZh,
  fields: fieldsZh,
  fieldsOff: fieldsOffZh,
  frame: frameZh,
  init: initZh,
  latent: latentZh,
  plan: planZh,
  results: resultsZh,
  settings: settingsZh,
  states: statesZh,
  studio: studioZh,
  theory: theoryZh,
  training: trainingZh,
  verbs: verbsZh,
  options: optionsZh,
  verbOptions: verbOptionsZh,
  expectation: expectationZh,
  webPage: webPageZh,
};

/** The texts of one language. */
export const messages = (language: Language): Messages => (language === "zh" ? zh : en);
