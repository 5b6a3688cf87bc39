/** @file `gantry/store/node`: run folders. */
export { type CreateOptions, createRun, resumeRun } from "./create-run.node.ts";
export { type FileContent, makeFolder, writeWhole } from "./durable.node.ts";
export { appendEvaluation, pointBest, readEvaluations } from "./evaluations.node.ts";
export { appendRequest, FolderRun, statusOf } from "./folder.node.ts";
export { acquireRun, ownerOf, type RunLock, type RunOwner, releaseForDead } from "./lock.node.ts";
export { MetricsLog, readMetrics } from "./metrics.node.ts";
export { type CheckpointList, findRun, listRuns, openRun, type RunFolder, type RunList } from "./open-run.node.ts";
export { OutputsLog, readOutputs } from "./outputs.node.ts";
export { asStatus, jsonText, LAYERS_FILE, OUTPUTS_FILE } from "./run-files.ts";
export { readLabels, writeLabels } from "./run-labels.node.ts";
export { checkNote, checkTags, LABELS_FILE, type LabelChanges, labelsOf, type RunLabels } from "./run-labels.ts";
export { checkName, sampleStep } from "./run-names.ts";
export type { RunEvent, RunRecord, RunState, RunStatus } from "./run-record.ts";
export type { WhichCheckpoint } from "./run-store.ts";
export { listTrash, restoreRun, TRASH, type TrashedRun, trashRun } from "./trash.node.ts";
