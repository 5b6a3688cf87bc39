/** @file The data that runs were trained on: opened on a thread of their own when somebody looks at them. */
import { GantryError, isGantryError } from "gantry/base";
import { errorSentence, type Language } from "gantry/messages";
import type { RunRecord } from "gantry/store";
import type {
  AugmentInfo,
  DataFinding,
  DataItems,
  DataReply,
  DataSheetReply,
  NearestFound,
  NearestReply,
} from "../../api/index.ts";
import { errorReply } from "../replies.ts";
import type { DataSheetFound } from "./data-sheet.ts";
import type { DataFound, DataRequest, NearAsked } from "./data-thread.ts";
import type { PictureAsked, Seen } from "./item-picture.ts";
import { ThreadCalls } from "./thread-calls.ts";
import type { WatchedRun } from "./watched-run.ts";

interface Looked {
  found: DataFound | null;
  fault: GantryError | null;
  progress: NonNullable<DataReply["progress"]> | null;
  /** Unix milliseconds of when that was known. */
  at: number;
}

/** What could not be opened, or was not what it had been, is tried again by who asks later. */
const AGAIN_MS = 3000;
const MOST_KEPT = 16;

/** What does not say that the data cannot be opened: no picture can be read, the thread failed, or was not to go on. */
const NOT_OF_DATA: readonly string[] = ["E315", "E615", "E617"];

export class RunData {
  /** Looking at a run downloads nothing. */
  readonly #thread = new ThreadCalls("./data-thread", import.meta.url, { GANTRY_OFFLINE: "1" });
  readonly #looked = new Map<string, Looked>();

  /** What is known by now; the first call begins to look. */
  look(run: WatchedRun, language: Language): DataReply {
    const record = run.record as RunRecord;
    const reply = { record: record.data, seed: record.seed, augment: augmentOf(record) };
    if (typeof record.config.data?.value !== "string") return { ...reply, state: "handed" };
    const { found, fault, progress } = this.#begun(run);
    if (fault !== null) return { ...reply, state: "gone", problem: errorReply(fault).error };
    if (found === null) return { ...reply, state: "reading", ...(progress === null ? {} : { progress }) };
    if (found.sheet === null) return { ...reply, state: "changed" };
    return { ...reply, state: "ready", sheet: sheetIn(found.sheet, language) };
  }

  /** @throws E616 for an item that there is not, and for data that are not what they were */
  async picture(run: WatchedRun, asked: PictureAsked): Promise<Uint8Array> {
    const record = run.record as RunRecord;
    const bytes = await this.#thread.ask<Uint8Array | null>(requestOf(run, { ...asked, ...seenIn(record) }));
    if (bytes === null) throw new GantryError("E616", { id: run.id, file: `data/items/${asked.index}.png` });
    return bytes;
  }

  /** A page of items. @throws E616 for data that are not what they were */
  async items(run: WatchedRun, from: number): Promise<DataItems> {
    const found = await this.#thread.ask<DataItems | null>({ ...requestOf(run, null), from });
    if (found === null) throw new GantryError("E616", { id: run.id, file: "data/items" });
    return found;
  }

  /**
   * The items nearest to a cell of a sheet of samples.
   * @param left whoever asks went away @throws E617 then, E616 for a file that is no sheet of this run, E315
   */
  async nearest(
    run: WatchedRun,
    near: NearAsked & { readonly file: string },
    left: AbortSignal,
  ): Promise<NearestReply> {
    const request = { ...requestOf(run, null), near };
    if (typeof request.record.config.data?.value !== "string") return { state: "handed" };
    if (left.aborted) throw new GantryError("E617", {});
    try {
      const found = await this.#thread.ask<NearestFound | "changed" | null>(request, () => {}, left);
      if (found === "changed") return { state: "changed" };
      if (found !== null) return { state: "ready", found };
    } catch (error) {
      if (!isGantryError(error) || NOT_OF_DATA.includes(error.code)) throw error;
      return { state: "gone", problem: errorReply(error).error };
    }
    throw new GantryError("E616", { id: run.id, file: near.file });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  #begun(run: WatchedRun): Looked {
    const request = requestOf(run, null);
    const known = this.#looked.get(request.key);
    const stale = known !== undefined && isAmiss(known) && Date.now() - known.at > AGAIN_MS;
    if (known !== undefined && !stale) return known;
    const looked: Looked = { found: null, fault: null, progress: null, at: 0 };
    this.#looked.delete(request.key);
    this.#looked.set(request.key, looked);
    for (const oldest of [...this.#looked.keys()].slice(0, -MOST_KEPT)) this.#looked.delete(oldest);
    const progress = (told: unknown): void => {
      looked.progress = told as NonNullable<DataReply["progress"]>;
    };
    this.#thread.ask<DataFound>(request, progress).then(
      (found) => {
        looked.found = found;
        looked.at = Date.now();
      },
      (error: unknown) => {
        looked.fault = isGantryError(error) ? error : new GantryError("E615", { problem: String(error) });
        looked.at = Date.now();
      },
    );
    return looked;
  }
}

const isAmiss = ({ found, fault }: Looked): boolean => fault !== null || found?.sheet === null;

function requestOf(run: WatchedRun, picture: DataRequest["picture"]): DataRequest {
  const { config, data, createdAt } = run.record as RunRecord;
  return { key: `${run.path} ${createdAt}`, path: run.path, record: { config, data }, picture };
}

const setting = ({ config }: RunRecord, key: string): string | null => {
  const value = config[key]?.value;
  return typeof value === "string" ? value : null;
};

const augmentOf = (record: RunRecord): AugmentInfo => ({
  augment: setting(record, "augment"),
  policy: setting(record, "augment.policy"),
  flip: record.config.flip?.value === true,
});

/** Where a run does not augment its data, what it would look like is shown all the same. */
function seenIn(record: RunRecord): Seen {
  const { policy, flip } = augmentOf(record);
  return { seed: record.seed, policy: policy ?? "all", flip, augments: true };
}

function sheetIn({ problems, notes, ...sheet }: DataSheetFound, language: Language): DataSheetReply {
  const told = ({ code, file, parameters }: DataSheetFound["problems"][number]): DataFinding => ({
    code,
    ...(file === undefined ? {} : { file }),
    sentence: errorSentence(code as "W301", parameters as { file: string; detail: string }, language),
  });
  return { ...sheet, problems: problems.map(told), notes: notes.map(told) };
}
