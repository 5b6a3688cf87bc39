/**
 * @file Makes exports: each a process of the command line, which writes beside, and what is whole is put in its place.
 */
import { randomBytes } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { GantryError } from "gantry/base";
import type { Language } from "gantry/messages";
import { makeFolder, writeWhole } from "gantry/store/node";
import type { ExportInfo, ExportList, ExportRequest, Parity } from "../../api/exports.ts";
import { stampOf, statOf } from "../folder/stamp.ts";
import type { WatchedRun } from "../folder/watched-run.ts";
import { faultIn, forget, lastJson, startCommand } from "../training/child.ts";
import { exportWords, fileName, keyOf } from "./asked.ts";
import {
  EXPORTS,
  type ExportRecord,
  exportedFile,
  exportFolder,
  exportInfo,
  exportsOf,
  RECORD,
  recordIn,
  TRAINED,
  trainedInfo,
} from "./made.ts";

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
  readonly #main: string;
  readonly #making = new Map<string, NonNullable<ExportList["making"]>>();
  /** Comparisons of what training left, by path; they hold as long as the file is the same. */
  readonly #checked = new Map<string, { readonly stamp: string; readonly parity: Parity }>();

  /** @param main the command line's main module */
  constructor(main: string) {
    this.#main = main;
  }

  async list(run: WatchedRun): Promise<ExportList> {
    const trained = await Promise.all(Object.keys(TRAINED).map((key) => this.#trained(run, key)));
    return {
      exports: [...trained.filter((info): info is ExportInfo => info !== null), ...(await exportsOf(run))],
      making: this.#making.get(run.id) ?? null,
    };
  }

  /** @throws E619 while another of this run is made; what the command line says */
  async make(run: WatchedRun, asked: ExportRequest, language: Language): Promise<ExportInfo> {
    if (this.#making.has(run.id)) throw new GantryError("E619", { id: run.id });
    this.#making.set(run.id, { asked, since: Date.now() });
    const beside = join(run.path, EXPORTS, `${MAKING}${randomBytes(6).toString("hex")}`);
    try {
      await makeFolder(beside);
      await sweep(join(run.path, EXPORTS));
      const file = asked.target === "web" ? null : fileName(asked);
      const said = await this.#said(
        exportWords(asked, run.path, file === null ? beside : join(beside, file)),
        language,
      );
      return await putInPlace(run, beside, recordOf(asked, file, said));
    } finally {
      this.#making.delete(run.id);
      await rm(beside, { recursive: true, force: true });
    }
  }

  /** Compares a file with what the engine draws now. @throws E616, what the command line says */
  async check(run: WatchedRun, key: string, language: Language): Promise<ExportInfo> {
    if (Object.hasOwn(TRAINED, key)) return this.#checkTrained(run, key, language);
    const folder = exportFolder(run, key);
    const record = recordIn(folder);
    const file = Object.keys(record?.files ?? {}).find((name) => name.endsWith(".onnx"));
    if (record === null || file === undefined) throw new GantryError("E616", { id: run.id, file: `${EXPORTS}/${key}` });
    const said = await this.#said(["export", run.path, "--check", exportedFile(run, key, file)], language);
    const parity = { ...record.parity, ...parityOf(said) };
    await writeWhole(join(folder, RECORD), jsonText({ ...record, parity }));
    return (await exportInfo(folder)) as ExportInfo;
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
    return trainedInfo(run, key, holds ? checked.parity : null);
  }

  async #said(words: readonly string[], language: Language): Promise<ExportSaid> {
    const child = startCommand(this.#main, words, { language, offline: true });
    const end = await child.ended;
    const said = lastJson(child.log) as ExportSaid | null;
    if (said === null || !("maxDifference" in said)) throw faultIn(child, end, "E620");
    forget(child);
    return said;
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

async function putInPlace(run: WatchedRun, beside: string, record: ExportRecord): Promise<ExportInfo> {
  const key = keyOf(record.asked, record.step);
  await writeWhole(join(beside, RECORD), jsonText(record));
  const place = join(run.path, EXPORTS, key);
  await rm(place, { recursive: true, force: true });
  await rename(beside, place);
  return (await exportInfo(exportFolder(run, key))) as ExportInfo;
}

const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
