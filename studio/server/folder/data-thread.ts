/** @file The thread of `RunData`: opens datasets, looks at every item once, draws some. */
import { parentPort } from "node:worker_threads";
import { isGantryError } from "gantry/base";
import type { Dataset } from "gantry/data";
import type { RunRecord } from "gantry/store";
import { openRunData } from "gantry/training/node";
import { type DataSheetFound, dataSheetOf } from "./data-sheet.ts";
import { type PictureAsked, pictureOf, type Seen } from "./item-picture.ts";
import type { ThreadReply } from "./thread-calls.ts";

export interface DataRequest {
  /** Names the run, and tells it from another one in the same folder. */
  readonly key: string;
  readonly path: string;
  readonly record: Pick<RunRecord, "config" | "data">;
  /** Null: the sheet. */
  readonly picture: (PictureAsked & Seen) | null;
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
): Promise<DataFound | Uint8Array | null> {
  const dataset = await datasetOf(request, progress);
  const same = dataset.fingerprint === request.record.data.fingerprint;
  if (!same) opened.delete(request.key); // they may be what they were by when it is asked again
  const { picture } = request;
  if (picture === null) return { fingerprint: dataset.fingerprint, sheet: same ? dataSheetOf(dataset) : null };
  const root = request.record.config.data?.value;
  return same ? pictureOf(dataset, typeof root === "string" ? root : null, picture, picture) : null;
}

let work: Promise<void> = Promise.resolve();

parentPort?.on("message", ({ number, request }: { readonly number: number; readonly request: DataRequest }) => {
  const say = (reply: ThreadReply<unknown>): void => parentPort?.postMessage({ number, reply });
  const one = async (): Promise<void> => {
    try {
      say({ value: await answer(request, (progress) => say({ progress })) });
    } catch (error) {
      if (isGantryError(error)) say({ fault: { code: error.code, parameters: error.parameters } });
      else say({ failed: error instanceof Error ? error.message : String(error) });
    }
  };
  work = work.then(one);
});
