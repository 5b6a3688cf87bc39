/** @file The thread of `RunData`: opens datasets, looks at every item once, draws some, finds those nearest to a sample. */
import { setImmediate } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { GantryError, isGantryError } from "gantry/base";
import type { Dataset } from "gantry/data";
import type { GridInfo, RunRecord } from "gantry/store";
import { openRunData } from "gantry/training/node";
import type { DataItems, NearestFound } from "../../api/index.ts";
import { type DataSheetFound, dataSheetOf, itemOf, itemsFrom } from "./data-sheet.ts";
import { oblongItems } from "./item-file.ts";
import { type PictureAsked, pictureOf, type Seen } from "./item-picture.ts";
import { type Gap, gapOf, nearestItems, verdictOf } from "./nearest-items.ts";
import { cellValues } from "./sheet-cell.ts";
import type { ThreadCall, ThreadReply } from "./thread-calls.ts";

export interface DataRequest {
  /** Names the run, and tells it from another one in the same folder. */
  readonly key: string;
  readonly path: string;
  readonly record: Pick<RunRecord, "config" | "data">;
  /** With none of this, `near` and `from`: the sheet. */
  readonly picture: (PictureAsked & Seen) | null;
  readonly near?: NearAsked;
  /** The first of a page of items. */
  readonly from?: number;
}

/** A cell of a sheet of samples, images. */
export interface NearAsked {
  readonly png: Uint8Array;
  readonly grid: GridInfo;
  readonly cell: number;
}

/** What came of opening: `fingerprint` tells whether the data are what they were. */
export interface DataFound {
  readonly fingerprint: string;
  /** Null where they are not. */
  readonly sheet: DataSheetFound | null;
}

/** Datasets that are held open. */
const MOST_OPEN = 2;

const opened = new Map<string, Promise<Dataset>>();

function datasetOf({ key, path, record }: DataRequest, progress: (progress: unknown) => void): Promise<Dataset> {
  const known = opened.get(key) ?? openRunData({ path, record }, { onProgress: progress });
  opened.delete(key); // what was asked for last goes last
  opened.set(key, known);
  known.catch(() => opened.delete(key));
  for (const oldest of [...opened.keys()].slice(0, -MOST_OPEN)) opened.delete(oldest);
  return known;
}

async function answer(
  request: DataRequest,
  progress: (progress: unknown) => void,
): Promise<DataFound | DataItems | Uint8Array | null> {
  const dataset = await datasetOf(request, progress);
  const same = dataset.fingerprint === request.record.data.fingerprint;
  if (!same) opened.delete(request.key); // they may be what they were by when it is asked again
  const { picture, from } = request;
  if (from !== undefined) return same ? itemsFrom(dataset, from) : null;
  const spec = request.record.config.data?.value;
  const root = typeof spec === "string" ? spec : null;
  if (picture !== null) return same ? pictureOf(dataset, root, picture, picture) : null;
  return { fingerprint: dataset.fingerprint, sheet: same ? await sheetOf(dataset, root) : null };
}

async function sheetOf(dataset: Dataset, root: string | null): Promise<DataSheetFound> {
  const sheet = dataSheetOf(dataset);
  return { ...sheet, oblong: await oblongItems(dataset, root, sheet.contact) };
}

/** So many neighbours are shown. */
const NEIGHBOURS = 8;
const gaps = new Map<string, Gap>();
const MOST_GAPS = 16;

/** @returns "changed" where the data are not what they were, null for a sheet that is none @throws E617 */
async function nearest(
  request: DataRequest,
  { png, grid, cell }: NearAsked,
  left: AbortSignal,
): Promise<NearestFound | "changed" | null> {
  const pause = async (): Promise<void> => {
    await setImmediate();
    if (left.aborted) throw new GantryError("E617", {});
  };
  await pause();
  const dataset = await datasetOf(request, () => {});
  if (dataset.fingerprint !== request.record.data.fingerprint) {
    opened.delete(request.key);
    return "changed";
  }
  const values = await cellValues(png, grid, cell, dataset.shape);
  if (values === null) return null;
  const [near = []] = await nearestItems(dataset, values, { most: NEIGHBOURS, pause });
  const { gap, looked } = gaps.get(dataset.fingerprint) ?? (await gapOf(dataset, pause));
  gaps.set(dataset.fingerprint, { gap, looked });
  for (const oldest of [...gaps.keys()].slice(0, -MOST_GAPS)) gaps.delete(oldest);
  const items = near.map((each) => ({ ...each, ...itemOf(dataset, each.index) }));
  const [first] = near;
  const verdict = first === undefined ? null : verdictOf(first.distance, gap);
  return { items, gap, looked, count: dataset.count, verdict };
}

let work: Promise<void> = Promise.resolve();
/** Searches have a line of their own: pictures of items are drawn between their stretches. */
let searches: Promise<void> = Promise.resolve();
const leaving = new Map<number, AbortController>();

parentPort?.on("message", ({ number, request }: ThreadCall<DataRequest>) => {
  if (request === null) return leaving.get(number)?.abort();
  const say = (reply: ThreadReply<unknown>): void => parentPort?.postMessage({ number, reply });
  const one = async (answered: () => Promise<unknown>): Promise<void> => {
    try {
      say({ value: await answered() });
    } catch (error) {
      if (isGantryError(error)) say({ fault: { code: error.code, parameters: error.parameters } });
      else say({ failed: error instanceof Error ? error.message : String(error) });
    }
  };
  const { near } = request;
  if (near === undefined) {
    work = work.then(() => one(() => answer(request, (progress) => say({ progress }))));
    return;
  }
  const left = new AbortController();
  leaving.set(number, left);
  searches = searches
    .then(() => one(() => nearest(request, near, left.signal)))
    .then(() => void leaving.delete(number));
});
