/**
 * @file A checkpoint's `state.safetensors`, read in pieces: of hundreds of megabytes one is in memory at a time, and
 * between two of them the server answers others.
 */
import { type FileHandle, open } from "node:fs/promises";
import { GantryError } from "gantry/base";
import { headerBytes, type TensorEntry, tensorEntries } from "gantry/store";

/** A piece takes about a third of a millisecond to go through. */
const PIECE = 1 << 20;

export interface TensorReader {
  readonly entries: readonly TensorEntry[];
  /** Calls `visit` with the tensor's numbers, in order, piece by piece; the array is used again. @throws E511 */
  readonly each: (name: string, visit: (values: Float32Array, start: number) => void) => Promise<void>;
  /** The first number of a tensor. */
  readonly first: (name: string) => Promise<number>;
}

/** @param path of the file @throws E511 where it is none, and what the disk throws */
export async function withTensors<T>(path: string, work: (reader: TensorReader) => Promise<T>): Promise<T> {
  const file = await open(path, "r");
  try {
    const entries = await entriesOf(file, path);
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    const each: TensorReader["each"] = (name, visit) => eachPiece(file, path, byName.get(name), visit);
    const first = async (name: string): Promise<number> => {
      let value = Number.NaN;
      await each(name, (values, start) => {
        if (start === 0) value = values[0] ?? Number.NaN;
      });
      return value;
    };
    return await work({ entries, each, first });
  } finally {
    await file.close();
  }
}

async function entriesOf(file: FileHandle, path: string): Promise<readonly TensorEntry[]> {
  const size = headerBytes(await readAt(file, path, 0, 8), path);
  return tensorEntries(await readAt(file, path, 0, size), path);
}

async function eachPiece(
  file: FileHandle,
  path: string,
  entry: TensorEntry | undefined,
  visit: (values: Float32Array, start: number) => void,
): Promise<void> {
  if (entry === undefined || entry.code !== "F32") return;
  const piece = new Float32Array(Math.min(PIECE, entry.end - entry.begin) / 4);
  for (let at = entry.begin; at < entry.end; at += piece.byteLength) {
    const length = Math.min(piece.byteLength, entry.end - at);
    await readAt(file, path, at, length, new Uint8Array(piece.buffer));
    visit(piece.subarray(0, length / 4), (at - entry.begin) / 4);
  }
}

/** @throws E511 where the file ends before */
async function readAt(
  file: FileHandle,
  path: string,
  position: number,
  length: number,
  into: Uint8Array = new Uint8Array(length),
): Promise<Uint8Array> {
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(into, done, length - done, position + done);
    if (bytesRead === 0) {
      const damage = { kind: "short", expected: position + length, got: position + done } as const;
      throw new GantryError("E511", { where: path, damage });
    }
    done += bytesRead;
  }
  return into;
}
