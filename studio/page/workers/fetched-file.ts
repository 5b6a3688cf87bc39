/** @file A file that a thread reads: fetched, or handed to it. What the server refuses is said in the server's words. */
import type { ErrorReply } from "../../api/index.ts";
import { CallError, type Failure } from "./calls.ts";
import type { FilePlace } from "./latent-messages.ts";

/** @param name for errors @throws `CallError` where the server refuses it, in both languages */
export async function bytesOf(file: FilePlace, name: string): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof file !== "string") return new Uint8Array(await file.arrayBuffer());
  const response = await fetch(file);
  if (!response.ok) throw new CallError(await refusalOf(file, `${name}: ${response.status} ${response.statusText}`));
  return new Uint8Array(await response.arrayBuffer());
}

/** Asked once more in each language: the reader may change it while the sentence stands there. */
async function refusalOf(url: string, otherwise: string): Promise<Failure> {
  const [en, zh] = await Promise.all([errorIn(url, "en"), errorIn(url, "zh")]);
  return { code: en?.code ?? null, sentence: { en: en?.sentence ?? otherwise, zh: zh?.sentence ?? otherwise } };
}

async function errorIn(url: string, language: "en" | "zh"): Promise<ErrorReply["error"] | undefined> {
  try {
    const address = `${url}${url.includes("?") ? "&" : "?"}lang=${language}`;
    return ((await (await fetch(address)).json()) as Partial<ErrorReply>).error;
  } catch {
    return undefined; // no answer, or none of ours
  }
}
