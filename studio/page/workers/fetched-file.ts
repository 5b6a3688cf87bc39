/** @file A file that a thread reads: fetched, or handed to it. What the server refuses is said in the server's words. */
import type { ErrorReply } from "../../api/index.ts";
import { CallError, type Failure } from "./calls.ts";
import type { FilePlace } from "./latent-messages.ts";

/** @param name for errors @throws `CallError` where the server refuses it */
export async function bytesOf(file: FilePlace, name: string): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof file !== "string") return new Uint8Array(await file.arrayBuffer());
  const response = await fetch(file);
  if (!response.ok)
    throw new CallError(await refusalOf(response, `${name}: ${response.status} ${response.statusText}`));
  return new Uint8Array(await response.arrayBuffer());
}

/** @param otherwise of no answer, or none of ours */
async function refusalOf(response: Response, otherwise: string): Promise<Failure> {
  const { error } = (await response.json().catch(() => ({}))) as Partial<ErrorReply>;
  return error ?? { code: null, sentence: { en: otherwise, zh: otherwise } };
}
