/**
 * @file The model and ONNX Runtime's WebAssembly, both from beside the script.
 *
 * A page that was double-clicked (`file:`) may fetch nothing; there `offline.js` holds both as text.
 */
import { unpackedFile, type WebDevice } from "gantry/runtime/web";
import { EmbedError } from "./words.ts";

export interface Files {
  /** @param src relative to the page */
  readonly model: (src: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** @returns an address */
  readonly wasm: (device: WebDevice) => Promise<string>;
}

/** What `offline.js` puts into the page: files by name, gzip in base64. */
declare global {
  var gantryOffline: Readonly<Record<string, string>> | undefined;
}

/** Where this script came from; it is known only while the script begins. */
const home: string = (document.currentScript as HTMLScriptElement | null)?.src ?? location.href;

/** The page is a file, and so are all that it has; or it came with all of it inside. */
export const fromDisk: boolean = location.protocol === "file:" || globalThis.gantryOffline !== undefined;

const WASM: Readonly<Record<WebDevice, string>> = {
  wasm: "ort-wasm-simd-threaded.wasm",
  webgpu: "ort-wasm-simd-threaded.asyncify.wasm",
};

const served: Files = {
  model: async (src) => {
    const address = new URL(src, document.baseURI);
    const answer = await fetch(address);
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    const status = `${answer.status} ${answer.statusText}`;
    throw new EmbedError((words) => words.answered({ address: address.href, status }));
  },
  wasm: async (device) => new URL(`ort/${WASM[device]}`, home).href,
};

const packed: Files = {
  model: async (src) => {
    const name = decodeURIComponent(new URL(src, document.baseURI).pathname.split("/").at(-1) ?? "");
    return new Uint8Array(await (await unpacked(name, "application/octet-stream")).arrayBuffer());
  },
  wasm: once(async (device) => URL.createObjectURL(await unpacked(WASM[device], "application/wasm"))),
};

export const files: Files = fromDisk ? packed : served;

async function unpacked(name: string, type: string): Promise<Blob> {
  const texts = globalThis.gantryOffline ?? (await offlineTexts("offline.js"));
  const text = texts[name];
  if (text !== undefined) return unpackedFile(text, type);
  throw new EmbedError((words) => words.notPacked({ name, known: Object.keys(texts).join(", ") }));
}

/** A script is the one thing that a page from a folder may load. */
const offlineTexts = once(async (file: string): Promise<Readonly<Record<string, string>>> => {
  const script = Object.assign(document.createElement("script"), { src: new URL(file, home).href });
  await new Promise<void>((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => reject(new EmbedError((words) => words.noOffline({ address: script.src })));
    document.head.append(script);
  });
  return globalThis.gantryOffline ?? {};
});

/** However many elements ask, it is done once for each question; what failed is tried anew. */
function once<Q, A>(work: (question: Q) => Promise<A>): (question: Q) => Promise<A> {
  const known = new Map<Q, Promise<A>>();
  return (question) => {
    const answer = known.get(question) ?? work(question);
    known.set(question, answer);
    answer.catch(() => known.delete(question));
    return answer;
  };
}
