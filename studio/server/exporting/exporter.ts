/**
 * @file Makes exports and reports: each a process of the command line. Exports are written beside, and what is whole is put
 * in its place; a report is one file, which the command itself puts there whole.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { GantryError } from "gantry/base";
import type { Language } from "gantry/messages";
import { jsonText, writeWhole } from "gantry/store/node";
import type { ExportInfo, ExportList, ExportRequest, Parity, ReportInfo } from "../../api/exports.ts";
import { stampOf, statOf } from "../folder/stamp.ts";
import type { WatchedRun } from "../folder/watched-run.ts";
import { exportWords, fileName, keyOf } from "./asked.ts";
import {
  EXPORTS,
  type ExportRecord,
  exportedFile,
  exportFolder,
  exportInfo,
  exportsOf,
  ModelFacts,
  RECORD,
  recordIn,
  TRAINED,
  trainedInfo,
} from "./made.ts";
import { Turns } from "./turns.ts";

/** What `gantry export --json` says. */
interface ExportSaid {
  readonly step?: number;
  readonly bytes?: number;
  readonly files?: Readonly<Record<string, number>>;
  readonly maxDifference?: number | null;
  readonly halfDifference?: number | null;
  readonly compared?: number;
}

export class Exporter {
  readonly #turns: Turns;
  readonly #making = new Map<string, NonNullable<ExportList["making"]>>();
  /** Comparisons of what training left, by path; they hold as long as the file is the same. */
  readonly #checked = new Map<string, { readonly stamp: string; readonly parity: Parity }>();
  /** Who is read now: to compare files, for a report. */
  readonly #reading = new Map<string, number>();
  readonly #facts = new ModelFacts();

  /** @param main the command line's main module @param limit milliseconds after which a command is ended */
  constructor(main: string, limit?: number) {
    this.#turns = new Turns(main, limit);
  }

  async list(run: WatchedRun): Promise<ExportList> {
    const trained = await Promise.all(Object.keys(TRAINED).map((key) => this.#trained(run, key)));
    return {
      exports: [...trained.filter((info): info is ExportInfo => info !== null), ...(await exportsOf(run, this.#facts))],
      making: this.#making.get(run.id) ?? null,
    };
  }

  /** @throws E619 while something is made of this run, or compared: its folder has to stay where it is */
  checkFree(id: string): void {
    if (this.#making.has(id) || this.#reading.has(id)) throw new GantryError("E619", { id });
  }

  /** Ends what is under way: it is for nobody any more. What it wrote goes with it. */
  close(): void {
    this.#turns.close();
  }

  /**
   * It is written beside the runs, not in the run's folder: where that goes meanwhile, nothing makes it anew.
   * @throws E619 while another of this run is made or compared; E621 where it takes too long; what the command line says
   */
  async make(run: WatchedRun, asked: ExportRequest, language: Language): Promise<ExportInfo> {
    this.checkFree(run.id);
    this.#making.set(run.id, { asked, since: Date.now() });
    try {
      return await this.#turns.inTurn(() => this.#makeNow(run, asked, language));
    } finally {
      this.#making.delete(run.id);
    }
  }

  async #makeNow(run: WatchedRun, asked: ExportRequest, language: Language): Promise<ExportInfo> {
    const beside = besideOf(run);
    try {
      await sweep(dirname(run.path));
      await mkdir(beside).catch(refused(beside));
      const file = asked.target === "web" ? null : fileName(asked);
      const said = await this.#said(
        exportWords(asked, run.path, file === null ? beside : join(beside, file)),
        language,
      );
      const key = await putInPlace(run, beside, recordOf(asked, file, said));
      return (await exportInfo(exportFolder(run, key), this.#facts)) as ExportInfo;
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  }

  /** Compares a file with what the engine draws now. @throws E616, E621, E619 while one is made; what the command line says */
  async check(run: WatchedRun, key: string, language: Language): Promise<ExportInfo> {
    if (this.#making.has(run.id)) throw new GantryError("E619", { id: run.id });
    const check = Object.hasOwn(TRAINED, key) ? this.#checkTrained : this.#checkMade;
    return this.#read(run, () => check.call(this, run, key, language));
  }

  /** Makes the run's `report.html`, as the command does; two at a time are made one after the other. @throws E621; what it says */
  async report(run: WatchedRun, language: Language): Promise<ReportInfo> {
    return this.#read(run, async () => {
      const { bytes } = await this.#turns.said(["report", run.path], "bytes", language);
      return { bytes: bytes as number };
    });
  }

  /** Its folder stays where it is meanwhile. */
  async #read<T>({ id }: WatchedRun, work: () => Promise<T>): Promise<T> {
    this.#reading.set(id, (this.#reading.get(id) ?? 0) + 1);
    try {
      return await this.#turns.inTurn(work);
    } finally {
      const left = (this.#reading.get(id) ?? 1) - 1;
      if (left === 0) this.#reading.delete(id);
      else this.#reading.set(id, left);
    }
  }

  async #checkMade(run: WatchedRun, key: string, language: Language): Promise<ExportInfo> {
    const folder = exportFolder(run, key);
    const record = recordIn(folder);
    const file = Object.keys(record?.files ?? {}).find((name) => name.endsWith(".onnx"));
    if (record === null || file === undefined) throw new GantryError("E616", { id: run.id, file: `${EXPORTS}/${key}` });
    const said = await this.#said(["export", run.path, "--check", exportedFile(run, key, file)], language);
    const parity = { ...record.parity, ...parityOf(said) };
    // Another server over this folder may have put another in its place: that is not what was compared.
    if (recordIn(folder)?.madeAt !== record.madeAt)
      throw new GantryError("E616", { id: run.id, file: `${EXPORTS}/${key}` });
    await writeWhole(join(folder, RECORD), jsonText({ ...record, parity }));
    return (await exportInfo(folder, this.#facts)) as ExportInfo;
  }

  async #checkTrained(run: WatchedRun, key: string, language: Language): Promise<ExportInfo> {
    const before = await this.#trained(run, key);
    const path = join(run.path, TRAINED[key] as string);
    if (before === null) throw new GantryError("E616", { id: run.id, file: TRAINED[key] as string });
    const stamp = stampOf(statOf(path));
    const parity = parityOf(await this.#said(["export", run.path, "--check", path], language));
    this.#checked.set(path, { stamp, parity });
    return { ...before, parity };
  }

  async #trained(run: WatchedRun, key: string): Promise<ExportInfo | null> {
    const path = join(run.path, TRAINED[key] as string);
    const checked = this.#checked.get(path);
    const holds = checked !== undefined && checked.stamp === stampOf(statOf(path));
    return trainedInfo(run, key, holds ? checked.parity : null, this.#facts);
  }

  async #said(words: readonly string[], language: Language): Promise<ExportSaid> {
    return (await this.#turns.said(words, "maxDifference", language)) as ExportSaid;
  }
}

function recordOf(asked: ExportRequest, file: string | null, said: ExportSaid): ExportRecord {
  const files = file === null ? (said.files ?? {}) : { [file]: said.bytes ?? 0 };
  return { asked, step: said.step ?? 0, madeAt: new Date().toISOString(), files, parity: parityOf(said) };
}

function parityOf({ maxDifference, halfDifference, compared = 0 }: ExportSaid): Parity {
  return {
    difference: maxDifference ?? null, // JSON has no NaN
    ...(halfDifference !== undefined && { half: halfDifference }),
    compared,
    checkedAt: new Date().toISOString(),
  };
}

const MAKING = ".making-";
const LEFT_MS = 3_600_000;

/** What servers that were killed left half made. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const left = name.startsWith(MAKING) && Date.now() - (statOf(path)?.mtimeMs ?? Date.now()) > LEFT_MS;
    if (left) await rm(path, { recursive: true, force: true });
  }
}

const besideOf = ({ path }: WatchedRun): string => join(dirname(path), `${MAKING}${randomBytes(6).toString("hex")}`);

/** The file system's refusal as one of our errors. */
const refused =
  (path: string) =>
  (error: unknown): never => {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    if (reason === "ENOSPC") throw new GantryError("E502", { path }, { cause: error });
    throw new GantryError("E503", { path, action: "write", reason }, { cause: error });
  };

function existing(error: unknown, path: string): void {
  if ((error as NodeJS.ErrnoException).code !== "EEXIST") refused(path)(error);
}

/** @returns its key */
async function putInPlace(run: WatchedRun, beside: string, record: ExportRecord): Promise<string> {
  const key = keyOf(record.asked, record.step);
  await writeWhole(join(beside, RECORD), jsonText(record));
  const place = join(run.path, EXPORTS, key);
  await mkdir(dirname(place)).catch((error: unknown) => existing(error, dirname(place)));
  const former = existsSync(place) ? besideOf(run) : null;
  if (former !== null) await rename(place, former).catch(refused(place));
  try {
    await rename(beside, place).catch(refused(place));
  } catch (error) {
    if (former !== null) await rename(former, place).catch(() => {}); // what was there stays
    throw error;
  }
  if (former !== null) await rm(former, { recursive: true, force: true });
  return key;
}
