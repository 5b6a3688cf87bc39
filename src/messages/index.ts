/** @file `gantry/messages`: every sentence people read, in English and Chinese. */
export {
  type ErrorCode,
  type ErrorParameters,
  errorCodes,
  errorSentence,
  errorSentences,
  type Language,
} from "./errors.ts";
export { chooseLanguage } from "./language.ts";
export { type Messages, messages } from "./messages.ts";
export type { Translated } from "./translated.ts";
export type { ValueType } from "./value-type.ts";
