/** @file Errors as answers: a status, and a sentence in both languages. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { GantryError, isGantryError } from "gantry/base";
import { chooseLanguage, type ErrorCode, errorSentences, type Language } from "gantry/messages";
import type { ErrorReply } from "../api/index.ts";
import { CommandFault } from "./training/child.ts";

const statuses: Partial<Record<ErrorCode, number>> = {
  E341: 404,
  E504: 404,
  E505: 404,
  E508: 409,
  E510: 409,
  E511: 409,
  E514: 409,
  E516: 409,
  E517: 409,
  E520: 404,
  E521: 409,
  E522: 409,
  E602: 403,
  E603: 403,
  E604: 403,
  E605: 403,
  E606: 404,
  E607: 404,
  E610: 409,
  E612: 405,
  E613: 404,
  E614: 404,
  E615: 500,
  E616: 404,
  E617: 409,
  E630: 409,
  E618: 404,
  E619: 409,
};

/** `?lang=`, else what the browser prefers. */
export function languageOf({ query, headers }: Pick<FastifyRequest, "query" | "headers">): Language {
  const asked = (query as Readonly<Record<string, unknown>> | undefined)?.lang;
  const preferred = headers["accept-language"]?.split(",").map((part) => part.split(";")[0]?.trim());
  return chooseLanguage([typeof asked === "string" ? asked : undefined, ...(preferred ?? [])]);
}

export const errorReply = ({ code, parameters }: GantryError): ErrorReply => ({
  error: { code, sentence: errorSentences(code, parameters) },
});

/** What was thrown, as one of ours: the web server's own refusals are the request's fault. */
export function faultOf(error: unknown): { readonly fault: GantryError; readonly status: number } {
  if (isGantryError(error)) return { fault: error, status: statuses[error.code] ?? 400 };
  const { statusCode, message } = error as { readonly statusCode?: unknown; readonly message?: unknown };
  if (typeof statusCode === "number" && statusCode >= 400 && statusCode < 500) {
    return { fault: new GantryError("E609", { problem: String(message) }), status: statusCode };
  }
  return { fault: new GantryError("E615", { problem: String(message ?? error) }, { cause: error }), status: 500 };
}

export function sendFault(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof CommandFault) {
    const { code, sentence } = error;
    const answer: ErrorReply = { error: { code, sentence } };
    return reply.code(statuses[code as ErrorCode] ?? 400).send(answer);
  }
  const { fault, status } = faultOf(error);
  return reply.code(status).send(errorReply(fault));
}
