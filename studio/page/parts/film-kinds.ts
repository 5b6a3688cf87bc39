/** @file As what a film can be kept, which of it this browser can write, and which was taken last. */
import { browserShelf } from "../state/settings.ts";

export const FILM_KINDS = ["gif", "apng", "png", "webm"] as const;
export type FilmKind = (typeof FILM_KINDS)[number];

/** How names of the files end. */
export const filmEndings: Readonly<Record<FilmKind, string>> = { gif: "gif", apng: "apng", png: "zip", webm: "webm" };

/** What a browser may have or not. */
export interface FilmTools {
  readonly CompressionStream?: unknown;
  readonly VideoEncoder?: unknown;
}

export function canWrite(kind: FilmKind, tools: FilmTools = globalThis): boolean {
  if (kind === "webm") return tools.VideoEncoder !== undefined;
  return kind === "gif" || tools.CompressionStream !== undefined;
}

/** The kind taken last, where it can be written here. */
export const keptKind = (): FilmKind =>
  FILM_KINDS.find((kind) => kind === browserShelf.get("film") && canWrite(kind)) ?? "gif";

export const keepKind = (kind: FilmKind): void => browserShelf.set("film", kind);
