/** @file Fills a report from a run's folder. */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { RunFolder } from "../store/open-run.node.ts";
import { REALS_FILE } from "../store/run-files.ts";
import { pickSamples, type ReportFile, type ReportInput } from "./report-input.ts";

export interface ReportOptions {
  /** How many sample pictures go into the file. */
  readonly samples?: number | "all";
  /** A sentence on how it went. */
  readonly verdict?: string;
}

const DEFAULT_SAMPLES = 100;

/** @param run of `openRun` @throws E503 a file cannot be read */
export async function reportInputOf(
  run: RunFolder,
  { samples: most = DEFAULT_SAMPLES, verdict }: ReportOptions = {},
): Promise<ReportInput> {
  const samples = await run.samples();
  const pictures = pickSamples(samples, most).map(async ({ step, path }) => ({ step, src: await dataUri(path) }));
  return {
    record: run.record,
    status: await run.status(),
    runPath: `${basename(dirname(run.path))}/${run.name}`,
    ...(verdict === undefined ? {} : { verdict }),
    metrics: await run.metrics(),
    evaluations: await run.evaluations(),
    samples: await Promise.all(pictures),
    sampleCount: samples.length,
    reals: await dataUri(join(run.path, REALS_FILE)).catch(() => null),
    grid: await run.grid(),
    events: await run.events(),
    files: await filesOf(run),
    madeAt: new Date().toISOString(),
  };
}

const dataUri = async (path: string): Promise<string> =>
  `data:image/png;base64,${(await readFile(path)).toString("base64")}`;

/** Files of the run and its newest checkpoints; its own bookkeeping and the pictures, which the report holds, aside. */
async function filesOf(run: RunFolder): Promise<ReportFile[]> {
  const { last, best } = await run.checkpoints();
  const pointed = [...new Set([last, best])].filter((path) => path !== null);
  const folders = [run.path, ...pointed];
  const files: ReportFile[] = [];
  for (const folder of folders) {
    for (const name of (await readdir(folder).catch(() => [])).sort()) {
      const found = await stat(join(folder, name)).catch(() => null);
      const path = join(folder, name)
        .slice(run.path.length + 1)
        .replaceAll("\\", "/");
      if (found?.isFile() === true && !/\.part$|^owner-/.test(name)) files.push({ name: path, bytes: found.size });
    }
  }
  return files;
}
