/** @file What a person should know about a number that was computed all the same. */
import { type ErrorParameters, errorSentence } from "../messages/errors.ts";

export type MetricWarningCode = "W700" | "W701" | "W702" | "W703";

/** `code` names a sentence of `messages` and `parameters` are what it needs; `detail` is the English sentence. */
export interface MetricWarning {
  readonly code: MetricWarningCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly detail: string;
}

export function metricWarning<C extends MetricWarningCode>(code: C, parameters: ErrorParameters<C>): MetricWarning {
  return { code, parameters, detail: errorSentence(code, parameters, "en") };
}
