/**
 * @file The one error class. It carries a code and parameters; the sentences live in `messages`, so the same error
 * reads in English or Chinese, in a terminal or in a page.
 */
import { type ErrorCode, type ErrorParameters, errorSentence } from "../messages/errors.ts";

export class GantryError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "GantryError" as const;
  readonly code: C;
  readonly parameters: ErrorParameters<C>;

  /** @param code which error @param parameters what its sentence needs @param options `cause`: what was caught below */
  constructor(code: C, parameters: ErrorParameters<C>, options?: { readonly cause?: unknown }) {
    super(errorSentence(code, parameters, "en"), options);
    this.code = code;
    this.parameters = parameters;
  }
}

/** Whether something caught is one of ours, also when it crossed a thread and lost its class. */
export function isGantryError(value: unknown): value is GantryError {
  return value instanceof Error && value.name === "GantryError" && "code" in value && "parameters" in value;
}
