/** @file A run's note and tags in its folder. Anybody may write them, also while it trains: the trainer never does. */
import { join } from "node:path";
import { readJson } from "./checkpoint-files.node.ts";
import { writeWhole } from "./durable.node.ts";
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
 * @param path the run's folder @returns what holds now
 * @throws E523 for a note or a tag that is too long or breaks lists, E502, E503
 */
export async function writeLabels(path: string, record: RunRecord, { note, tags }: LabelChanges): Promise<RunLabels> {
  const before = await readLabels(path, record);
  const labels: RunLabels = {
    note: note === undefined ? before.note : checkNote(note),
    tags: tags === undefined ? before.tags : checkTags(tags),
  };
  await writeWhole(join(path, LABELS_FILE), jsonText(labels));
  return labels;
}
