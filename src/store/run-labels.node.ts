/**
 * @file A run's note and tags in its folder. Anybody may write them, also while it trains: the trainer never does. Who
 * writes holds `labels.lock` meanwhile, so that of two changes at once neither is lost.
 */
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readJson } from "./checkpoint-files.node.ts";
import { codeOf, diskError, isRunning, writeWhole } from "./durable.node.ts";
import { jsonText } from "./run-files.ts";
import { checkNote, checkTags, LABELS_FILE, type LabelChanges, labelsOf, type RunLabels } from "./run-labels.ts";
import type { RunRecord } from "./run-record.ts";

/** @param path the run's folder */
export async function readLabels(path: string, record: RunRecord): Promise<RunLabels> {
  const read = await readJson(join(path, LABELS_FILE));
  return labelsOf(record, "value" in read ? read.value : null);
}

/**
 * Says something else of a run.
 * @param path the run's folder @param changes those, or what makes them of what held before @returns what holds now
 * @throws E523 for a note or a tag that is too long or breaks lists, E502, E503
 */
export async function writeLabels(
  path: string,
  record: RunRecord,
  changes: LabelChanges | ((before: RunLabels) => LabelChanges),
): Promise<RunLabels> {
  const lock = join(path, "labels.lock");
  await hold(lock);
  try {
    return await change(path, record, changes);
  } finally {
    await rm(lock, { force: true });
  }
}

async function change(path: string, record: RunRecord, changes: Parameters<typeof writeLabels>[2]): Promise<RunLabels> {
  const before = await readLabels(path, record);
  const { note, tags } = typeof changes === "function" ? changes(before) : changes;
  const labels: RunLabels = {
    note: note === undefined ? before.note : checkNote(note),
    tags: tags === undefined ? before.tags : checkTags(tags),
  };
  await writeWhole(join(path, LABELS_FILE), jsonText(labels));
  return labels;
}

const WAIT_MS = 10;
/** Writing takes far less: who holds it for longer was stopped, or the folder came from elsewhere. */
const HELD_MS = 5000;

/** Waits until nobody else holds it. */
async function hold(lock: string): Promise<void> {
  for (;;) {
    try {
      return await writeFile(lock, String(process.pid), { flag: "wx" });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw diskError(error, lock, "write");
    }
    if (await isLeft(lock)) await rm(lock, { force: true });
    else await new Promise((done) => setTimeout(done, WAIT_MS));
  }
}

/** Whether it is a killed process's. */
async function isLeft(lock: string): Promise<boolean> {
  const found = await stat(lock).catch(() => null);
  if (found === null) return false; // given back meanwhile
  if (Date.now() - found.mtimeMs > HELD_MS) return true;
  const holder = await readFile(lock, "utf8").catch(() => "");
  return /^\d+$/.test(holder) && !isRunning(Number(holder));
}
