/** @file `gantry/store/node`: run folders. */
export { makeFolder, writeWhole } from "./durable.node.ts";
export { appendRequest, statusOf } from "./folder.node.ts";
export { type CheckpointList, listRuns, openRun, type RunFolder, type RunList } from "./open-run.node.ts";
export { checkName } from "./run-names.ts";
export type { RunEvent, RunRecord, RunState, RunStatus } from "./run-record.ts";
export type { WhichCheckpoint } from "./run-store.ts";
