/**
 * @file Every error Gantry can raise: a code and its sentence, as a function of typed parameters.
 *
 * Codes are the same in every language, so a Chinese screenshot can be searched for. Ranges:
 *   E10x config · E11x shapes and graphs · E12x programs · E20x command line · E30x data · E40x devices and memory
 *   E49x training that diverged · E50x, E51x run folders and checkpoints · E60x, E61x the Studio · E70x metrics · E71x features and weights · E72x theory
 *   E73x latent space · E74x evaluating · E90x internal
 */
import { baseErrors as baseEn } from "./en/errors-base.ts";
import { configErrors as configEn } from "./en/errors-config.ts";
import { dataErrors as dataEn } from "./en/errors-data.ts";
import { diagnosisErrors as diagnosisEn } from "./en/errors-diagnosis.ts";
import { evaluationErrors as evaluationEn } from "./en/errors-evaluation.ts";
import { featuresErrors as featuresEn } from "./en/errors-features.ts";
import { latentErrors as latentEn } from "./en/errors-latent.ts";
import { metricsErrors as metricsEn } from "./en/errors-metrics.ts";
import { runtimeErrors as runtimeEn } from "./en/errors-runtime.ts";
import { storeErrors as storeEn } from "./en/errors-store.ts";
import { studioErrors as studioEn } from "./en/errors-studio.ts";
import { theoryErrors as theoryEn } from "./en/errors-theory.ts";
import { weightsErrors as weightsEn } from "./en/errors-weights.ts";
import { baseErrors as baseZh } from "./zh/errors-base.ts";
import { configErrors as configZh } from "./zh/errors-config.ts";
import { dataErrors as dataZh } from "./zh/errors-data.ts";
import { diagnosisErrors as diagnosisZh } from "./zh/errors-diagnosis.ts";
import { evaluationErrors as evaluationZh } from "./zh/errors-evaluation.ts";
import { featuresErrors as featuresZh } from "./zh/errors-features.ts";
import { latentErrors as latentZh } from "./zh/errors-latent.ts";
import { metricsErrors as metricsZh } from "./zh/errors-metrics.ts";
import { runtimeErrors as runtimeZh } from "./zh/errors-runtime.ts";
import { storeErrors as storeZh } from "./zh/errors-store.ts";
import { studioErrors as studioZh } from "./zh/errors-studio.ts";
import { theoryErrors as theoryZh } from "./zh/errors-theory.ts";
import { weightsErrors as weightsZh } from "./zh/errors-weights.ts";

type Sentences = typeof baseEn &
  typeof configEn &
  typeof dataEn &
  typeof diagnosisEn &
  typeof evaluationEn &
  typeof featuresEn &
  typeof latentEn &
  typeof metricsEn &
  typeof runtimeEn &
  typeof storeEn &
  typeof studioEn &
  typeof theoryEn &
  typeof weightsEn;

const en: Sentences = {
  ...baseEn,
  ...configEn,
  ...dataEn,
  ...diagnosisEn,
  ...evaluationEn,
  ...featuresEn,
  ...latentEn,
  ...metricsEn,
  ...runtimeEn,
  ...storeEn,
  ...studioEn,
  ...theoryEn,
  ...weightsEn,
};
const zh: Sentences = {
  ...baseZh,
  ...configZh,
  ...dataZh,
  ...diagnosisZh,
  ...evaluationZh,
  ...featuresZh,
  ...latentZh,
  ...metricsZh,
  ...runtimeZh,
  ...storeZh,
  ...studioZh,
  ...theoryZh,
  ...weightsZh,
};

export type Language = "en" | "zh";
export type ErrorCode = keyof Sentences;
export type ErrorParameters<C extends ErrorCode> = Parameters<Sentences[C]>[0];

/** Every code there is. */
export const errorCodes: readonly ErrorCode[] = Object.keys(en) as ErrorCode[];

/** The sentence of one error in one language. */
export function errorSentence<C extends ErrorCode>(
  code: C,
  parameters: ErrorParameters<C>,
  language: Language,
): string {
  const sentence = { en, zh }[language][code] as (p: ErrorParameters<C>) => string;
  return sentence(parameters);
}

/** The sentence in every language, for who does not know which one is read. */
export const errorSentences = <C extends ErrorCode>(
  code: C,
  parameters: ErrorParameters<C>,
): Readonly<Record<Language, string>> => ({
  en: errorSentence(code, parameters, "en"),
  zh: errorSentence(code, parameters, "zh"),
});
