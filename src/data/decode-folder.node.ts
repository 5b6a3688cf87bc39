/** @file Decodes the images of a folder in order, a few at a time; what cannot be read is skipped, and said. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { GantryError } from "../base/error.ts";
import type { ImageChannels } from "./channels.ts";
import type { DataProblem } from "./dataset.ts";
import { decodeImage, PIXEL_LIMIT, readHeader } from "./decode.node.ts";
import { detailOf } from "./files.node.ts";
import { chooseChannels, chooseSize, type ImageHeader, sourceSizes } from "./image-choice.ts";
import type { ImageFile, ImageListing } from "./image-files.node.ts";
import type { CachedPixels, PixelDescription } from "./pixel-cache.node.ts";
import type { PixelSink } from "./pixel-sink.node.ts";
import { dataProblem } from "./problem.ts";
import type { OnProgress } from "./progress.ts";
import type { SharpFactory } from "./sharp.node.ts";

/** Images decoded before they are appended: enough that no core waits, few enough to hold in memory. */
const CHUNK = 256;

export interface DecodeFolderOptions {
  readonly root: string;
  readonly listing: ImageListing;
  readonly sharp: SharpFactory;
  readonly size?: number;
  readonly channels?: ImageChannels;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** A file and what its header says. */
interface Candidate {
  readonly file: ImageFile;
  readonly header: ImageHeader;
}

/** Either of an image's two ends. */
type Outcome<T> = { readonly value: T } | { readonly problem: DataProblem };

/** Reads the headers, chooses size and channels, decodes into the sink. @throws E302 when no image can be read */
export async function decodeFolder(options: DecodeFolderOptions, sink: PixelSink): Promise<CachedPixels> {
  const { listing, onProgress } = options;
  const total = 2 * listing.images.length;
  const problems: DataProblem[] = [...listing.problems];
  const candidates: Candidate[] = [];
  for (const chunk of chunksOf(listing.images)) {
    for (const outcome of await each(chunk, (file) => lookAt(file, options), options.signal)) {
      if ("problem" in outcome) problems.push(outcome.problem);
      else candidates.push(outcome.value);
    }
    onProgress?.({ stage: "decode", done: candidates.length, total });
  }
  if (candidates.length === 0) throw noneReadable(options, problems);

  const headers = candidates.map(({ header }) => header);
  const size = chooseSize(headers, options.size);
  const channels = chooseChannels(headers, options.channels);
  const to = { size: size.value, channels: channels.value };
  const files: string[] = [];
  const hash = createHash("sha256").update(`[${to.channels},${to.size},${to.size}]`);
  for (const chunk of chunksOf(candidates)) {
    const outcomes = await each(chunk, ({ file }) => decode(file, options, to), options.signal);
    const whole: Uint8Array[] = [];
    outcomes.forEach((outcome, i) => {
      if ("problem" in outcome) problems.push(outcome.problem);
      else whole.push(outcome.value) && files.push((chunk[i] as Candidate).file.path);
    });
    const items = Buffer.concat(whole);
    hash.update(items);
    await sink.append(items);
    onProgress?.({ stage: "decode", done: total / 2 + files.length, total });
  }
  if (files.length === 0) throw noneReadable(options, problems);
  const description: PixelDescription = {
    shape: [to.channels, to.size, to.size],
    count: files.length,
    fingerprint: hash.digest("hex"),
    files,
    sources: sourceSizes(headers),
    problems,
    notes: [size.note, channels.note, dataProblem("N311", {})],
  };
  return sink.finish(description);
}

function* chunksOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}

/** Runs `work` on all items, twice as many at a time as there are cores. Results keep the items' order. */
async function each<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  signal: AbortSignal | undefined,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      signal?.throwIfAborted();
      const index = next;
      next += 1;
      results[index] = await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: 2 * availableParallelism() }, lane));
  return results;
}

async function lookAt(file: ImageFile, { root, sharp }: DecodeFolderOptions): Promise<Outcome<Candidate>> {
  if (file.size === 0) return { problem: dataProblem("W302", { file: file.path }) };
  try {
    const header = await readHeader(sharp, await readFile(join(root, file.path)));
    const { width, height } = header;
    if (width * height <= PIXEL_LIMIT) return { value: { file, header } };
    return { problem: dataProblem("W303", { file: file.path, width, height, limit: PIXEL_LIMIT }) };
  } catch (caught) {
    return { problem: unreadable(file, caught) };
  }
}

async function decode(
  file: ImageFile,
  { root, sharp }: DecodeFolderOptions,
  to: { readonly size: number; readonly channels: ImageChannels },
): Promise<Outcome<Uint8Array>> {
  try {
    return { value: await decodeImage(sharp, await readFile(join(root, file.path)), to) };
  } catch (caught) {
    return { problem: unreadable(file, caught) };
  }
}

const unreadable = (file: ImageFile, caught: unknown): DataProblem =>
  dataProblem("W301", { file: file.path, detail: detailOf(caught) });

/** The error of a folder without a single good image, with the first reason. */
function noneReadable({ root, listing }: DecodeFolderOptions, problems: readonly DataProblem[]): GantryError {
  const first = problems.find(({ code }) => code !== "W311");
  const { detail, width, height } = first?.parameters ?? {};
  const reason = detail ?? (width === undefined ? "0 bytes" : `${width} × ${height} pixels`);
  const file = first?.file ?? root;
  return new GantryError("E302", { folder: root, count: listing.images.length, file, detail: String(reason) });
}
