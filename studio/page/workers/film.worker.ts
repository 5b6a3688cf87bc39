/** @file The worker that writes films, so that the page stays smooth while it does. */

import type { FilmKind } from "../parts/film-kinds.ts";
import { answering, type Call, CallError, type Handlers } from "./calls.ts";
import { type FilmWriter, filmWriters, type WriterOptions } from "./film-writer.ts";

export interface BeginRequest extends WriterOptions {
  readonly kind: FilmKind;
}

export interface FrameRequest {
  readonly rgba: Uint8ClampedArray;
  readonly name: string;
}

let writer: FilmWriter | null = null;

/** A film begins with `begin`; its thread ends with it. */
const begun = (): FilmWriter => {
  if (writer === null) throw new Error("no film was begun");
  return writer;
};

const handlers: Handlers = {
  begin: async (options: BeginRequest) => {
    writer = await filmWriters[options.kind](options);
    return { value: null };
  },
  frame: async ({ rgba, name }: FrameRequest) => {
    await begun().frame(rgba, name);
    return { value: null };
  },
  finish: async () => ({ value: await begun().finish() }),
};

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Call>) => void;
  postMessage: (message: unknown, transfer: Transferable[]) => void;
};
const answer = answering(scope, handlers, (cause) => {
  if (cause instanceof CallError) return cause.failure;
  const text = String(cause);
  return { code: null, sentence: { en: text, zh: text } };
});
scope.onmessage = ({ data }) => answer(data);
