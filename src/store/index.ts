/** @file `gantry/store`: what a run keeps, in memory or in bytes; run folders are in `gantry/store/node`. */

export {
  decodeTensors,
  encodeTensors,
  headerBytes,
  type NamedTensor,
  type TensorEntry,
  type TensorFile,
  tensorEntries,
} from "../base/safetensors.ts";
export {
  appliedOffset,
  type ControlRequest,
  controlEvent,
  controlsAfter,
  parseRequest,
  type ReadRequest,
} from "./control.ts";
export { type Buckets, bucketsOf, downsample, type Envelope } from "./downsample.ts";
export {
  gradientColumn,
  layerNorms,
  type NormRule,
  normFrom,
  normRules,
  sumFor,
  weightColumn,
} from "./layer-norms.ts";
export { type MemoryOptions, MemoryRun, memoryRun } from "./memory.ts";
export { MetricsBuilder, type MetricsTable } from "./metrics-table.ts";
export { defaultKeep, type Keep } from "./retention.ts";
export { type SampleWeights, samplePath, stepName } from "./run-names.ts";
export {
  type CheckpointProblem,
  type ConfigValue,
  type DataRecord,
  type EvaluationInput,
  type EvaluationRow,
  type EventInput,
  type GridInfo,
  type GridRow,
  type Json,
  type JsonObject,
  type LayerRecord,
  type MetricsInput,
  type MetricsRow,
  type NetworkRecord,
  type NewRunRecord,
  type OutputsInput,
  type OutputsRow,
  RUN_FORMAT,
  type RunEvent,
  type RunRecord,
  type RunState,
  type RunStatus,
  type StatusUpdate,
} from "./run-record.ts";
export type {
  AppliedControl,
  Checkpoint,
  CheckpointInput,
  RunStore,
  WhichCheckpoint,
  WrittenCheckpoint,
} from "./run-store.ts";
