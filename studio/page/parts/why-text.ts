/** @file What an error of the worker says, in the language spoken. */
import { spoken } from "../messages/texts.ts";
import { CallError } from "../workers/calls.ts";

export function whyText(cause: unknown): string {
  if (cause instanceof CallError) return cause.failure.sentence[spoken.value];
  return cause instanceof Error ? cause.message : String(cause);
}
