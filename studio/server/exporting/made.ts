/** @file What was made of a run, read from its folder. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { GantryError } from "gantry/base";
import { modelFacts } from "gantry/onnx";
import type { ExportInfo, ExportRequest, ModelInfo, Parity } from "../../api/exports.ts";
import { isFile, realInside } from "../folder/place.ts";
import { stampOf, statOf } from "../folder/stamp.ts";
import type { WatchedRun } from "../folder/watched-run.ts";

export const EXPORTS = "exports";
export const RECORD = "export.json";

/** `export.json`. */
export interface ExportRecord {
  readonly asked: ExportRequest;
  readonly step: number;
  readonly madeAt: string;
  readonly files: Readonly<Record<string, number>>;
  readonly parity: Parity;
}

/** What training itself leaves, by key. */
export const TRAINED: Readonly<Record<string, string>> = {
  trained: "generator.onnx",
  "trained-classifier": "classifier.onnx",
};

const isKey = (name: string): boolean => /^(generator|classifier|web)(-[a-z0-9]+)+$/.test(name);

/** @returns the folder of an export, by its real path @throws E616 */
export function exportFolder({ id, path }: WatchedRun, key: string): string {
  const run = realInside(dirname(path), path);
  const folder = run === null || !isKey(key) ? null : realInside(run, join(run, EXPORTS, key));
  if (folder === null || !existsSync(folder)) throw new GantryError("E616", { id, file: `${EXPORTS}/${key}` });
  return folder;
}

/** @returns the real path of a file that the record names @throws E616 */
export function exportedFile(run: WatchedRun, key: string, file: string): string {
  const folder = exportFolder(run, key);
  const known = Object.hasOwn(recordIn(folder)?.files ?? {}, file);
  const path = known ? realInside(folder, join(folder, file)) : null;
  if (path === null || !isFile(path)) throw new GantryError("E616", { id: run.id, file: `${EXPORTS}/${key}/${file}` });
  return path;
}

/** @returns null for one that is not there or no record */
export function recordIn(folder: string): ExportRecord | null {
  const path = realInside(folder, join(folder, RECORD));
  try {
    const record = JSON.parse(readFileSync(path ?? "", "utf8")) as Partial<ExportRecord> | null;
    const { asked, step, madeAt, files, parity } = record ?? {};
    const whole = asked && parity && files && typeof step === "number" && typeof madeAt === "string";
    return whole ? (record as ExportRecord) : null;
  } catch {
    return null;
  }
}

const MOST_FACTS = 200;

/** What files of models say of themselves, parsed once for each content. */
export class ModelFacts {
  readonly #known = new Map<string, { readonly stamp: string; readonly model: ModelInfo | null }>();

  async at(path: string, file: string): Promise<ModelInfo | null> {
    const stamp = stampOf(statOf(path));
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.model;
    const bytes = await readFile(path).catch(() => null);
    const model = bytes === null ? null : modelIn(bytes, file);
    this.#known.delete(path);
    this.#known.set(path, { stamp, model });
    if (this.#known.size > MOST_FACTS) this.#known.delete(this.#known.keys().next().value as string);
    return model;
  }
}

function modelIn(bytes: Uint8Array, file: string): ModelInfo | null {
  try {
    return { file, ...modelFacts(bytes, file) };
  } catch {
    return null; // no model: the rest is shown all the same
  }
}

/** @param parity of a comparison that was made in this server, if there was one */
export async function trainedInfo(
  run: WatchedRun,
  key: string,
  parity: Parity | null,
  facts: ModelFacts,
): Promise<ExportInfo | null> {
  const file = TRAINED[key] as string;
  const root = realInside(dirname(run.path), run.path);
  const path = root === null ? null : realInside(root, join(root, file));
  const stats = path === null ? null : statOf(path);
  if (path === null || stats?.isFile() !== true) return null;
  const model = await facts.at(path, file);
  const step = Number(model?.metadata.step ?? Number.NaN);
  return {
    ...{ key, asked: null, folder: run.path, model, parity },
    step: Number.isFinite(step) ? step : null,
    madeAt: stats.mtime.toISOString(),
    files: { [file]: stats.size },
  };
}

export async function exportInfo(folder: string, facts: ModelFacts): Promise<ExportInfo | null> {
  const record = recordIn(folder);
  if (record === null) return null;
  const { asked, step, madeAt, files, parity } = record;
  const file = Object.keys(files).find((name) => name.endsWith(".onnx"));
  const path = file === undefined ? null : realInside(folder, join(folder, file));
  const model = file === undefined || path === null ? null : await facts.at(path, file);
  return { key: basename(folder), asked, step, madeAt, folder, files, model, parity };
}

/** Newest first. */
export async function exportsOf(run: WatchedRun, facts: ModelFacts): Promise<readonly ExportInfo[]> {
  const found = await Promise.all(keysIn(run).map(async (key) => exportInfo(exportFolder(run, key), facts)));
  return found
    .filter((info): info is ExportInfo => info !== null)
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : a.madeAt > b.madeAt ? -1 : 0));
}

function keysIn(run: WatchedRun): string[] {
  try {
    return readdirSync(join(run.path, EXPORTS)).filter((key) => isKey(key) && hasFolder(run, key));
  } catch {
    return [];
  }
}

function hasFolder(run: WatchedRun, key: string): boolean {
  try {
    return existsSync(exportFolder(run, key));
  } catch {
    return false; // a link out of the run
  }
}
