/** @file `gantry/messages`: every sentence people read, in English and Chinese. */
export { type DiagnosisText, diagnosisText } from "./diagnosis-text.ts";
export { type ErrorCode, type ErrorParameters, errorCodes, errorSentence, type Language } from "./errors.ts";
export { explanationTexts } from "./explanation-text.ts";
export { chooseLanguage } from "./language.ts";
export { type Messages, messages } from "./messages.ts";
export { type StateWords, stateWords } from "./state-words.ts";
export type { Translated } from "./translated.ts";
export { valueExpectation } from "./value-expectation.ts";
export type { ValueType } from "./value-type.ts";
