/**
 * @file Downloads a file that is known by its SHA-256. What has arrived is kept in a part file, so that a cut
 * connection, or a later try, continues where it stopped (HTTP Range); the file gets its name only when its bytes are
 * the published ones.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GantryError } from "../base/error.ts";
import { detailOf } from "./files.node.ts";
import type { OnProgress } from "./progress.ts";

export interface DownloadOptions {
  /** For messages: the set the file belongs to. */
  readonly set: string;
  readonly file: string;
  /** Tried in this order. */
  readonly urls: readonly string[];
  /** Of the whole file, in bytes: a server that sends more is stopped. */
  readonly bytes: number;
  readonly sha256: string;
  /** Where the file goes; the part file lies beside it. */
  readonly target: string;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  /** Tries a mirror that keeps breaking off, without any byte arriving between; 4 by default. */
  readonly tries?: number;
  /** Milliseconds before the second try, doubled for each one after; 500 by default. */
  readonly pause?: number;
  /** Milliseconds without a byte after which a connection is given up; 30,000 by default. */
  readonly patience?: number;
}

/** Why one mirror did not give the file. `wrong`: it gave other bytes. */
interface Failure {
  readonly text: string;
  readonly wrong?: GantryError;
}

/** Why one request failed. `fatal`: another one to the same address would not help. */
interface FailedRequest {
  readonly text: string;
  readonly fatal: boolean;
}

/**
 * @throws E320 when no mirror has it, E321 when the only one gave other bytes, E331 when it cannot be kept, E341 where
 * `GANTRY_OFFLINE` is set
 */
export async function download(options: DownloadOptions): Promise<void> {
  const { urls, target, set, file, bytes } = options;
  const folder = dirname(target);
  if (process.env.GANTRY_OFFLINE) throw new GantryError("E341", { set, file, bytes, folder });
  await kept(folder, () => mkdir(folder, { recursive: true }));
  const tries: string[] = [];
  for (const url of urls) {
    const failure = await obtain(url, options);
    if (failure === null) return;
    if (failure.wrong !== undefined && urls.length === 1) throw failure.wrong;
    tries.push(`${url}: ${failure.text}`);
  }
  throw new GantryError("E320", { set, file, tries, folder });
}

/** Fetches from one mirror, checks, and names the file. What an earlier try left may be at fault: then once more. */
async function obtain(url: string, options: DownloadOptions): Promise<Failure | null> {
  const { target, sha256 } = options;
  const resumed = (await sizeOf(partOf(target))) > 0;
  const failure = await fetchFrom(url, options);
  if (failure !== null) return failure;
  const got = await digestOf(partOf(target));
  if (got === sha256) {
    await kept(target, () => rename(partOf(target), target));
    return null;
  }
  await rm(partOf(target), { force: true });
  if (resumed) return obtain(url, options);
  return { text: `SHA-256 ${got}`, wrong: new GantryError("E321", { url, expected: sha256, got }) };
}

const partOf = (target: string): string => `${target}.part`;

/** Fetches until the part file is whole. A try that brought bytes does not count against the mirror. */
async function fetchFrom(url: string, options: DownloadOptions): Promise<FailedRequest | null> {
  const { tries = 4, pause = 500, signal, bytes, target } = options;
  for (let failed = 0; ; ) {
    const before = await sizeOf(partOf(target));
    const failure = await attempt(url, before, options);
    signal?.throwIfAborted();
    const after = await sizeOf(partOf(target));
    if (failure === null && after === bytes) return null;
    failed = after > before ? 1 : failed + 1;
    const text = failure?.text ?? `${after} of ${bytes} bytes`;
    if (failure?.fatal || failed >= tries) return { text, fatal: true };
    await sleep(pause * 2 ** (failed - 1), undefined, signal === undefined ? {} : { signal });
  }
}

/** One request. @param from bytes that are already there */
async function attempt(url: string, from: number, options: DownloadOptions): Promise<FailedRequest | null> {
  const { bytes, patience = 30_000, signal, target } = options;
  if (from >= bytes) return from === bytes ? null : tooLong(target);
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), patience);
  try {
    const signals = signal === undefined ? [silence.signal] : [silence.signal, signal];
    const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
    const response = await fetch(url, { headers, signal: AbortSignal.any(signals) });
    if (!response.ok || response.body === null) return await refused(response, target);
    const start = response.status === 206 ? rangeStart(response) : 0; // a server may ignore the range
    if (start !== 0 && start !== from) return { text: "another range than asked for", fatal: true };
    await store(response.body, start, options, () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), patience);
    });
    return (await sizeOf(partOf(target))) > bytes ? await tooLong(target) : null;
  } catch (caught) {
    if (caught instanceof GantryError) throw caught;
    signal?.throwIfAborted();
    return { text: silence.signal.aborted ? `nothing came for ${patience / 1000} s` : reasonOf(caught), fatal: false };
  } finally {
    clearTimeout(timer);
  }
}

/** An answer without a file: "busy" may pass, "not here" does not. A range that is refused starts anew. */
async function refused(response: Response, target: string): Promise<FailedRequest> {
  await response.body?.cancel();
  if (response.status === 416) await rm(partOf(target), { force: true });
  const passing = response.status === 416 || response.status === 429 || response.status >= 500;
  return { text: `HTTP ${response.status}`, fatal: !passing };
}

async function tooLong(target: string): Promise<FailedRequest> {
  await rm(partOf(target), { force: true });
  return { text: "more bytes than the published file has", fatal: true };
}

function rangeStart(response: Response): number {
  return Number(/^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1] ?? Number.NaN);
}

/** Writes what comes, from `start` on; stops once the file would be longer than it should be. */
async function store(
  body: ReadableStream<Uint8Array>,
  start: number,
  { target, bytes, file, onProgress }: DownloadOptions,
  alive: () => void,
): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(partOf(target), start > 0 ? "r+" : "w");
    let at = start;
    for await (const chunk of body) {
      alive();
      for (let done = 0; done < chunk.length; ) {
        done += (await handle.write(chunk, done, chunk.length - done, at + done)).bytesWritten;
      }
      at += chunk.length;
      onProgress?.({ stage: "download", done: Math.min(at, bytes), total: bytes, file });
      if (at > bytes) return;
    }
  } catch (caught) {
    throw isDiskError(caught) ? unwritable(target, caught) : caught;
  } finally {
    await handle?.close();
  }
}

const DISK = new Set(["ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EIO", "EISDIR", "ENOTDIR", "EFBIG"]);
const isDiskError = (caught: unknown): boolean => DISK.has(detailOf(caught));

/** @throws E331 where `work` fails */
async function kept(path: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((caught: unknown) => {
    throw unwritable(path, caught);
  });
}

const unwritable = (path: string, caught: unknown): GantryError =>
  new GantryError("E331", { path, detail: detailOf(caught) }, { cause: caught });

/** `fetch` hides the system's reason one level down. */
function reasonOf(caught: unknown): string {
  const cause = caught instanceof Error ? caught.cause : undefined;
  return detailOf(cause instanceof Error ? cause : caught);
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (status) => status.size,
    () => 0,
  );
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}
