/** @file A file of weights, whichever of the formats it has: PyTorch's two, or safetensors. */
import { GantryError } from "../base/error.ts";
import { decodeTensors } from "../base/safetensors.ts";
import { decodeTorchWeights, isTorchFile, type Weights } from "./torch-weights.ts";

/** After the length of its header, 8 bytes, a safetensors file has a JSON object. */
const isSafetensors = (bytes: Uint8Array): boolean => bytes[8] === 0x7b;

/**
 * @param bytes a whole file @param path its name, for errors @returns tensors by name
 * @throws E511, E710, E711, E712
 */
export function readWeights(bytes: Uint8Array, path: string): Weights {
  if (isTorchFile(bytes)) return decodeTorchWeights(bytes, path);
  if (isSafetensors(bytes)) return new Map(decodeTensors(bytes, path).tensors.map((tensor) => [tensor.name, tensor]));
  const begins = JSON.stringify(String.fromCharCode(...bytes.subarray(0, 12)));
  throw new GantryError("E710", { path, damage: { kind: "unknown", begins } });
}

/** SHA-256 of a file, 64 hexadecimal digits; `null` where the platform has none (a page that is not served securely). */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (crypto.subtle === undefined) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
