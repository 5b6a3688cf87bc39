/** @file Whether somebody still waits for an answer. */
import type { FastifyReply } from "fastify";

/** Aborted when whoever asked went away; after the answer, too. */
export function leaving({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once("close", () => left.abort());
  return left.signal;
}
