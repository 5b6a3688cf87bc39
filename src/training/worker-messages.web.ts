/**
 * @file What crosses between a page and the worker that trains for it: plain data and typed arrays. Each training has a
 * port of its own, and each question another, on which its answer comes.
 */
import { GantryError, isGantryError } from "../base/error.ts";
import type { ErrorCode } from "../messages/errors.ts";
import type { WebRuntimeOptions } from "../runtime/platform.web.ts";
import type { ControlRequest } from "../store/control.ts";
import type { TrainEvent } from "./events.ts";
import type { ExportOptions, SampleOptions } from "./train.web.ts";

/** The one message to the worker itself; all others go through `port`. */
export interface OpenMessage {
  readonly kind: "gantry/open";
  readonly port: MessagePort;
  readonly runtime: WebRuntimeOptions;
  /** As `trainInPage` takes them, less what cannot be copied. */
  readonly options: Readonly<Record<string, unknown>>;
}

export type ToTraining =
  | { readonly kind: "start" }
  | { readonly kind: "interrupt" }
  | { readonly kind: "request"; readonly request: ControlRequest }
  | { readonly kind: "question"; readonly question: Question; readonly port: MessagePort };

export type Question =
  | { readonly name: "sample"; readonly count: number; readonly options: SampleOptions }
  | { readonly name: "exportOnnx"; readonly options: ExportOptions };

export type FromTraining =
  | { readonly kind: "event"; readonly event: TrainEvent }
  | { readonly kind: "error"; readonly error: SentError }
  | { readonly kind: "end" };

export type Answer =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "error"; readonly error: SentError };

/** An error on its way. Ours are made anew from code and parameters, for a class does not cross. */
export interface SentError {
  readonly code: string | null;
  readonly parameters: unknown;
  readonly message: string;
  readonly stack: string;
}

export function sentError(error: unknown): SentError {
  const known = isGantryError(error);
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  return { code: known ? error.code : null, parameters: known ? error.parameters : null, message, stack };
}

export function receivedError({ code, parameters, message, stack }: SentError): Error {
  const error = code === null ? new Error(message) : new GantryError(code as ErrorCode, parameters as never);
  error.stack = stack;
  return error;
}
