/** @file The worker that writes films, so that the page stays smooth while it does. */
import { answering, type Call, type Handlers } from "./calls.ts";
import { type GifOptions, type GifWriter, gifWriter } from "./gif.ts";

let writer: GifWriter | null = null;

const handlers: Handlers = {
  begin: (options: GifOptions) => {
    writer = gifWriter(options);
    return { value: null };
  },
  frame: (rgba: Uint8ClampedArray) => {
    writer?.frame(rgba);
    return { value: null };
  },
  finish: () => {
    const bytes = writer?.finish() ?? new Uint8Array();
    writer = null;
    return { value: bytes, transfer: [bytes.buffer] };
  },
};

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Call>) => void;
  postMessage: (message: unknown, transfer: Transferable[]) => void;
};
const answer = answering(scope, handlers, (cause) => {
  const text = String(cause);
  return { code: null, sentence: { en: text, zh: text } };
});
scope.onmessage = ({ data }) => answer(data);
