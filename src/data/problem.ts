/** @file Makes the warnings and notes of a dataset, with their parameters checked against their sentence. */

import { type ErrorParameters, errorSentence } from "../messages/errors.ts";
import type { DataProblem } from "./dataset.ts";

/** The codes of warnings (`W3xx`) and notes (`N3xx`) about data. */
export type ProblemCode =
  | "W301"
  | "W302"
  | "W303"
  | "W304"
  | "W305"
  | "W306"
  | "W307"
  | "W308"
  | "W309"
  | "W310"
  | "W311"
  | "W312";
export type NoteCode =
  | "N301"
  | "N302"
  | "N303"
  | "N304"
  | "N305"
  | "N306"
  | "N307"
  | "N308"
  | "N309"
  | "N310"
  | "N311"
  | "N312"
  | "N313";

/** @param code which sentence @param parameters what it needs; a `file` among them is also kept beside */
export function dataProblem<C extends ProblemCode | NoteCode>(code: C, parameters: ErrorParameters<C>): DataProblem {
  const values = parameters as Readonly<Record<string, string | number>>;
  const detail = errorSentence(code, parameters, "en");
  return typeof values.file === "string"
    ? { code, file: values.file, detail, parameters: values }
    : { code, detail, parameters: values };
}
