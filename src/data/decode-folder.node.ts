/** @file Decodes the images of a folder in order, a few at a time; what cannot be read is skipped, and said. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GantryError } from "../base/error.ts";
import type { ImageChannels } from "./channels.ts";
import type { Crop } from "./crops.ts";
import type { DataProblem } from "./dataset.ts";
import { type DecodeOptions, decodeImage, PIXEL_LIMIT, readHeader } from "./decode.node.ts";
import { detailOf } from "./files.node.ts";
import { chooseChannels, chooseSize, type ImageHeader, sourceSizes } from "./image-choice.ts";
import type { ImageFile, ImageListing } from "./image-files.node.ts";
import { runsOf, workOn } from "./lanes.node.ts";
import type { CachedPixels, PixelDescription } from "./pixel-cache.node.ts";
import type { PixelSink } from "./pixel-sink.node.ts";
import { dataProblem } from "./problem.ts";
import type { OnProgress } from "./progress.ts";
import type { SharpFactory } from "./sharp.node.ts";

export interface DecodeFolderOptions {
  readonly root: string;
  readonly listing: ImageListing;
  readonly sharp: SharpFactory;
  readonly size?: number;
  readonly channels?: ImageChannels;
  readonly crop: Crop;
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
  const problems: DataProblem[] = [];
  const tick = ticker(options);
  const candidates = await readHeaders(options, problems, tick);
  if (candidates.length === 0) throw noneReadable(options, problems);
  const headers = candidates.map(({ header }) => header);
  const { crop } = options;
  const size = chooseSize(headers, crop, options.size);
  const channels = chooseChannels(headers, options.channels);
  const to: DecodeOptions = { size: size.value, channels: channels.value, crop };

  const files: string[] = [];
  const hash = createHash("sha256").update(`[${to.channels},${to.size},${to.size}]`);
  for (const run of runsOf(candidates)) {
    const outcomes = await workOn(run, ({ file }) => decode(file, options, to).finally(tick), options.signal);
    const items = Buffer.concat(outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : [])));
    hash.update(items);
    await sink.append(items);
    problems.push(...problemsOf(outcomes));
    files.push(...run.filter((_, i) => "value" in (outcomes[i] as Outcome<Uint8Array>)).map(({ file }) => file.path));
  }
  if (files.length === 0) throw noneReadable(options, problems);
  const description: PixelDescription = {
    shape: [to.channels, to.size, to.size],
    count: files.length,
    fingerprint: hash.digest("hex"),
    files,
    sources: sourceSizes(headers),
    problems,
    notes: [size.note, channels.note, dataProblem("N311", { crop })],
  };
  return sink.finish(description);
}

/** Tells the progress of one file each time it is called; every file is read twice. */
function ticker({ listing, onProgress }: DecodeFolderOptions): () => void {
  let done = 0;
  return () => {
    done += 1;
    onProgress?.({ stage: "decode", done, total: 2 * listing.images.length });
  };
}

async function readHeaders(options: DecodeFolderOptions, problems: DataProblem[], tick: () => void) {
  const candidates: Candidate[] = [];
  for (const run of runsOf(options.listing.images)) {
    const outcomes = await workOn(run, (file) => lookAt(file, options).finally(tick), options.signal);
    candidates.push(...outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : [])));
    problems.push(...problemsOf(outcomes));
  }
  return candidates;
}

const problemsOf = (outcomes: readonly Outcome<unknown>[]): DataProblem[] =>
  outcomes.flatMap((outcome) => ("problem" in outcome ? [outcome.problem] : []));

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
  to: DecodeOptions,
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
  const [first] = problems;
  const { detail, width, height } = first?.parameters ?? {};
  const reason = detail ?? (width === undefined ? "0 bytes" : `${width} × ${height} pixels`);
  const file = first?.file ?? root;
  return new GantryError("E302", { folder: root, count: listing.images.length, file, detail: String(reason) });
}
