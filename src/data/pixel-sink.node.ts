/** @file Where decoded images go: into a cache file, which gets its name only when it is whole, or into memory. */
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { detailOf, temporaryPath } from "./files.node.ts";
import { type CachedPixels, footerOf, openPixelCache, type PixelDescription } from "./pixel-cache.node.ts";

export interface PixelSink {
  /** Appends whole items. The bytes are not kept. */
  readonly append: (items: Uint8Array) => Promise<void>;
  /** Ends the set and opens it. */
  readonly finish: (description: PixelDescription) => Promise<CachedPixels>;
  /** Throws away what was appended. */
  readonly discard: () => Promise<void>;
}

/** The cache file cannot be written: a full disk, a folder without permission. Not an error of the data. */
export class SinkFailure extends Error {
  override readonly name = "SinkFailure" as const;
}

/** @throws SinkFailure, from here or from any of its functions */
export async function fileSink(path: string): Promise<PixelSink> {
  const temporary = temporaryPath(path);
  const handle = await guarded(async () => {
    await mkdir(dirname(path), { recursive: true });
    return open(temporary, "wx");
  });
  const discard = async (): Promise<void> => {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
  };
  return {
    append: (items) => guarded(() => handle.writeFile(items)),
    finish: (description) => guarded(() => named(handle, description, { temporary, path })),
    discard,
  };
}

interface Names {
  readonly temporary: string;
  readonly path: string;
}

async function named(handle: FileHandle, description: PixelDescription, { temporary, path }: Names) {
  await handle.writeFile(footerOf(description));
  await handle.sync();
  await handle.close();
  // Another process may have been faster, and on Windows holds the file open: then its file serves.
  await rename(temporary, path).catch(() => rm(temporary, { force: true }));
  const cached = await openPixelCache(path);
  if (cached === null) throw new Error(`${path} cannot be read back`);
  return cached;
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (caught) {
    throw new SinkFailure(detailOf(caught), { cause: caught });
  }
}

/** Keeps everything in memory. */
export function memorySink(): PixelSink {
  const chunks: Uint8Array[] = [];
  return {
    append: async (items) => {
      chunks.push(items.slice());
    },
    finish: async (description) => ({ ...description, pixels: Buffer.concat(chunks) }),
    discard: async () => {
      chunks.length = 0;
    },
  };
}
