/**
 * @file `gantry report`: runs as one HTML file that opens from the disk and needs nothing else. It is the Studio's page with
 * what a server would say in it. Pictures are written one after the other, so thousands of them take no more memory.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { version } from "gantry/base";
import type { Language } from "gantry/messages";
import { writeWhole } from "gantry/store/node";
import type { RunSummary } from "../api/index.ts";
import { REPORT_ID, type ReportData, type ReportedRun } from "../api/report.ts";
import { fileOf } from "../server/folder/files.ts";
import type { WatchedRun } from "../server/folder/watched-run.ts";
import { asText, jsonElement, textElement } from "./elements.ts";
import { latentElements, readTemplate } from "./page-template.ts";
import { chosenOf, detailWith, generatorIn, lookAt, type Moment, momentOf, type Wanted } from "./reported-run.ts";

export interface ReportOptions {
  /** Readers choose their own; this one is the author's. */
  readonly language?: Language;
  /** How many sample pictures of each run: 100 by default. */
  readonly samples?: number | "all";
  /** With the generators that are smaller than 20 MB, and 5 MB that they run on; true by default. */
  readonly latent?: boolean;
}

const SAMPLES = 100;
const LARGEST_GENERATOR = 20e6;

/**
 * A report as pieces of its file.
 *
 * @param runs paths of their folders
 * @throws E504 E505 E506 E509 E614 a run cannot be read; while it is read, E613 the page is not built
 */
export async function reportContent(
  runs: readonly string[],
  { language = "en", samples = SAMPLES, latent = true }: ReportOptions = {},
): Promise<AsyncIterable<string>> {
  const looked: WatchedRun[] = [];
  for (const run of runs) looked.push(await lookAt(run));
  return pageOf(looked, language, { samples, generator: latent ? LARGEST_GENERATOR : 0 });
}

/** Writes a report to `path`: whole, or not at all. @throws what `reportContent` does; E502 E503 it cannot be written */
export async function writeReport(runs: readonly string[], path: string, options: ReportOptions = {}): Promise<void> {
  await writeWhole(path, await reportContent(runs, options));
}

async function* pageOf(runs: readonly WatchedRun[], language: Language, wanted: Wanted): AsyncGenerator<string> {
  const [head, styles, body, tail] = await readTemplate();
  const named = withIds(runs);
  const names = [...named.keys()].join(", ");
  yield `${head}<title>${asText(`${names} · Gantry`)}</title>${styles}${asText(names)}${body}`;
  const written = new Set<string>();
  const reported: Record<string, ReportedRun> = {};
  const moments: Told[] = [];
  for (const [id, run] of named) moments.push({ ...(await momentOf(run)), id, run });
  const madeAt = new Date().toISOString();
  for (const told of moments) reported[told.id] = yield* runElements(told, wanted, written);
  if (Object.values(reported).some(({ files }) => "generator.onnx" in files)) yield* latentElements();
  yield jsonElement(REPORT_ID, reportOf(reported, language, madeAt));
  yield tail;
}

/** Runs of two folders may have one name. */
function withIds(runs: readonly WatchedRun[]): ReadonlyMap<string, WatchedRun> {
  const named = new Map<string, WatchedRun>();
  for (const run of runs) {
    let id = run.id;
    for (let count = 2; named.has(id); count += 1) id = `${run.id}~${count}`;
    named.set(id, run);
  }
  return named;
}

interface Told extends Moment {
  readonly id: string;
  readonly run: WatchedRun;
}

/** A run's files as elements, each content once. @returns what is said of the run */
async function* runElements(
  { id, run, detail, ...moment }: Told,
  wanted: Wanted,
  written: Set<string>,
): AsyncGenerator<string, ReportedRun> {
  const files: Record<string, string> = {};
  for (const path of chosenOf(detail, wanted)) {
    const bytes = await bytesOf(run, path);
    if (bytes === null) continue;
    const element = `file-${createHash("sha256").update(bytes).digest("hex").slice(0, 20)}`;
    files[path] = element;
    if (!written.has(element)) yield textElement(element, bytes.toString("base64"));
    written.add(element);
  }
  const kept = detailWith(detail, new Set(Object.keys(files)));
  const summary = { ...kept.summary, id };
  return { ...moment, detail: { ...kept, summary }, files, generator: await generatorIn(run) };
}

/** Null for a file that went meanwhile, or is a link to somewhere else: the report does without it. */
const bytesOf = async (run: WatchedRun, path: string): Promise<Buffer | null> => {
  try {
    return await readFile(fileOf(run, path));
  } catch {
    return null;
  }
};

function reportOf(reported: Readonly<Record<string, ReportedRun>>, language: Language, madeAt: string): ReportData {
  const summaries = Object.values(reported).map(({ detail }): RunSummary => detail.summary);
  const newestFirst = summaries.sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
  return {
    madeAt,
    language,
    list: { runs: newestFirst, problems: [], folder: "", readonly: true, version },
    runs: reported,
  };
}
