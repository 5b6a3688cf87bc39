/** @file A file as an answer: ETag, parts (`Range`), kept for ever where its address says which version it is. */
import { open } from "node:fs/promises";
import { extname } from "node:path";
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { GantryError } from "gantry/base";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".wasm": "application/wasm",
  ".onnx": "application/octet-stream",
  ".txt": "text/plain; charset=utf-8",
};

export const FOR_EVER = "private, max-age=31536000, immutable";
/** It is asked each time whether it changed. */
export const ASK_AGAIN = "private, no-cache";

/** A part of a file, last byte included. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** @param header `Range` @returns the one part it asks for, null for all of it, "none" where the file has no such part */
export function partOf(header: string | undefined, size: number): Part | null | "none" {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (match === null || (match[1] === "" && match[2] === "")) return null;
  if (match[1] === "")
    return size === 0 || Number(match[2]) === 0
      ? "none"
      : { start: Math.max(0, size - Number(match[2])), end: size - 1 };
  const start = Number(match[1]);
  const end = match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? "none" : { start, end };
}

/** @param path of a file that may be sent @throws E606 it is not there any more */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  cache: string,
): Promise<FastifyReply> {
  const file = await open(path, "r").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== "ENOENT" && cause.code !== "ENOTDIR") throw cause;
    throw new GantryError("E606", { path: request.url.split("?")[0] as string }, { cause });
  });
  const { size, mtimeMs, ino } = await file.stat();
  const tag = `"${ino.toString(36)}-${size.toString(36)}-${Math.round(mtimeMs * 1000).toString(36)}"`;
  reply.headers({ etag: tag, "cache-control": cache, "accept-ranges": "bytes" });
  const part = begin(request, reply, tag, size);
  if (part === null || request.method === "HEAD") {
    await file.close();
    // Nothing, as a stream: its length is then what was said before.
    return reply.type(typeOf(path)).send(part === null ? undefined : Readable.from([]));
  }
  return reply.type(typeOf(path)).send(file.createReadStream({ start: part.start, end: part.end })); // closes the file
}

const typeOf = (path: string): string => types[extname(path)] ?? "application/octet-stream";

/** Sets the status and what belongs to it. @returns what is to be sent, null for nothing */
function begin({ headers }: FastifyRequest, reply: FastifyReply, tag: string, size: number): Part | null {
  if (matches(headers["if-none-match"], tag)) {
    reply.code(304);
    return null;
  }
  const other = headers["if-range"] !== undefined && headers["if-range"] !== tag;
  const part = other ? null : partOf(headers.range, size);
  if (part === "none") {
    reply.code(416).header("content-range", `bytes */${size}`);
    return null;
  }
  if (part !== null) reply.code(206).header("content-range", `bytes ${part.start}-${part.end}/${size}`);
  const { start, end } = part ?? { start: 0, end: size - 1 };
  reply.header("content-length", end - start + 1);
  return size === 0 ? null : { start, end };
}

const matches = (header: string | undefined, tag: string): boolean =>
  header !== undefined &&
  (header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//, "") === tag));
