/**
 * @file Decoded images in one file, so that they are decoded once.
 *
 *   the items' bytes, one after another · a description as JSON · its length (8 bytes, little-endian) · "gantrypx"
 *
 * The description stands at the end, so that items can be written as they come.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { GantryError } from "../base/error.ts";
import type { DataProblem, SourceSize } from "./dataset.ts";
import type { PixelSource } from "./images.ts";

const MAGIC = "gantrypx";
const FOOTER = 16;
/** Sets up to this many bytes are held in memory; larger ones are read item by item, and the system caches the file. */
const IN_MEMORY = 512 * 2 ** 20;

/** What the cache says of its items. */
export interface PixelDescription {
  readonly shape: readonly [number, number, number];
  readonly count: number;
  readonly fingerprint: string;
  readonly files: readonly string[];
  readonly sources: readonly SourceSize[];
  readonly problems: readonly DataProblem[];
  readonly notes: readonly DataProblem[];
}

export interface CachedPixels extends PixelDescription {
  readonly pixels: Uint8Array | PixelSource;
}

/** What follows the items. */
export function footerOf(description: PixelDescription): Buffer {
  const text = Buffer.from(JSON.stringify(description), "utf8");
  const footer = Buffer.alloc(FOOTER);
  footer.writeBigUInt64LE(BigInt(text.length), 0);
  footer.write(MAGIC, 8, "latin1");
  return Buffer.concat([text, footer]);
}

/**
 * Opens a cache file.
 * @param inMemory sets of more bytes are read item by item
 * @returns null when there is none, or none that is whole: then the images are decoded anew
 */
export async function openPixelCache(path: string, inMemory: number = IN_MEMORY): Promise<CachedPixels | null> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, "r");
    return await readCache(path, handle, inMemory);
  } catch {
    return null;
  } finally {
    await handle?.close();
  }
}

async function readCache(path: string, handle: FileHandle, inMemory: number): Promise<CachedPixels | null> {
  const { size } = await handle.stat();
  const footer = await readAt(handle, size - FOOTER, FOOTER);
  if (footer.toString("latin1", 8) !== MAGIC) return null;
  const length = Number(footer.readBigUInt64LE(0));
  const text = await readAt(handle, size - FOOTER - length, length);
  const description = JSON.parse(text.toString("utf8")) as PixelDescription;
  const itemBytes = description.shape.reduce((product, extent) => product * extent, 1);
  const bytes = description.count * itemBytes;
  if (bytes + length + FOOTER !== size) return null;
  const pixels = bytes <= inMemory ? await readAt(handle, 0, bytes) : itemsOf(path, itemBytes);
  return { ...description, pixels };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new RangeError("the file is cut short");
    done += bytesRead;
  }
  return bytes;
}

/** Reads one item at a time; the descriptor is closed when nothing can read from it any more. */
function itemsOf(path: string, itemBytes: number): PixelSource {
  const descriptor = openSync(path, "r");
  const item = new Uint8Array(itemBytes);
  const source: PixelSource = (index) => {
    const read = readSync(descriptor, item, 0, itemBytes, index * itemBytes);
    if (read !== itemBytes) throw new GantryError("E323", { path, detail: `${read} of ${itemBytes} bytes` });
    return item;
  };
  closers.register(source, descriptor);
  return source;
}

const closers = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor));
