/** @file A run kept in memory: for a page, a test, or training that leaves nothing behind. */
import { GantryError } from "../base/error.ts";
import { appliedOffset, type ControlRequest, controlsAfter, type ReadRequest } from "./control.ts";
import { MetricsBuilder, type MetricsTable } from "./metrics-table.ts";
import { defaultKeep, expired, type Keep } from "./retention.ts";
import { GRID_FILE, jsonText, REALS_FILE } from "./run-files.ts";
import { checkpointName, samplePath } from "./run-names.ts";
import {
  type EvaluationInput,
  type EvaluationRow,
  type EventInput,
  type GridInfo,
  type MetricsInput,
  type MetricsRow,
  type NewRunRecord,
  type OutputsInput,
  type OutputsRow,
  RUN_FORMAT,
  type RunEvent,
  type RunRecord,
  type RunStatus,
  type StatusUpdate,
} from "./run-record.ts";
import type {
  AppliedControl,
  Checkpoint,
  CheckpointInput,
  RunStore,
  WhichCheckpoint,
  WrittenCheckpoint,
} from "./run-store.ts";

export interface MemoryOptions {
  readonly record: NewRunRecord;
  readonly name?: string;
  readonly keep?: Keep;
}

/** Makes a run that lives as long as the object does. */
export function memoryRun({ record, name = "memory", keep = defaultKeep }: MemoryOptions): MemoryRun {
  const createdAt = new Date().toISOString();
  return new MemoryRun({ format: RUN_FORMAT, name, createdAt, ...record }, keep);
}

interface Kept {
  readonly checkpoint: Checkpoint;
  readonly ordinal: number;
}

export class MemoryRun implements RunStore {
  readonly name: string;
  readonly path: null = null;
  readonly record: RunRecord;
  /** Files by path: samples, `reals.png`, `generator.onnx`. */
  readonly files: Map<string, Uint8Array> = new Map();
  readonly rows: MetricsRow[] = [];
  readonly layerRows: MetricsRow[] = [];
  readonly outputRows: OutputsRow[] = [];
  readonly events: RunEvent[] = [];
  readonly evaluations: EvaluationRow[] = [];
  readonly #keep: Keep;
  readonly #checkpoints = new Map<string, Kept>();
  readonly #requests: ControlRequest[] = [];
  #attempt = 1;
  #status: RunStatus | null = null;
  #last: string | null = null;
  #best: string | null = null;
  #read = 0;
  #written = 0;

  constructor(record: RunRecord, keep: Keep) {
    this.name = record.name;
    this.record = record;
    this.#keep = keep;
  }

  get attempt(): number {
    return this.#attempt;
  }

  newAttempt(): number {
    this.#attempt += 1;
    return this.#attempt;
  }

  async status(update: StatusUpdate): Promise<void> {
    const heartbeat = new Date().toISOString();
    this.#status = { ...update, attempt: this.#attempt, pid: null, processStart: null, heartbeat };
  }

  async readStatus(): Promise<RunStatus | null> {
    return this.#status;
  }

  async metrics(row: MetricsInput): Promise<void> {
    this.rows.push({ ...row, attempt: this.#attempt, time: Date.now() / 1000 });
  }

  async layers(row: MetricsInput): Promise<void> {
    this.layerRows.push({ ...row, attempt: this.#attempt, time: Date.now() / 1000 });
  }

  async outputs(row: OutputsInput): Promise<void> {
    this.outputRows.push({ ...row, attempt: this.#attempt, time: Date.now() / 1000 });
  }

  /** The rows as a reader of `metrics.jsonl` would have them. */
  table(): MetricsTable {
    const builder = new MetricsBuilder();
    for (const row of this.rows) builder.add(row);
    return builder.table();
  }

  async evaluation(row: EvaluationInput): Promise<void> {
    this.evaluations.push({ ...row, attempt: this.#attempt, time: Date.now() / 1000 });
  }

  async event(event: EventInput): Promise<void> {
    this.events.push({ ...event, attempt: this.#attempt, time: Date.now() / 1000 });
  }

  async sample(step: number, png: Uint8Array | null, grid: GridInfo): Promise<string | null> {
    this.files.set(GRID_FILE, new TextEncoder().encode(jsonText(grid)));
    return png === null ? null : this.file(samplePath(step), png);
  }

  async liveSample(step: number, png: Uint8Array): Promise<void> {
    await this.file(samplePath(step, "live"), png);
  }

  async reals(png: Uint8Array): Promise<void> {
    await this.file(REALS_FILE, png);
  }

  async file(name: string, bytes: Uint8Array): Promise<string> {
    this.files.set(name, bytes);
    return name;
  }

  async checkpoint({ step, tensors, meta, best = false }: CheckpointInput): Promise<WrittenCheckpoint> {
    const path = `checkpoints/${checkpointName(step, 1)}`;
    // The caller goes on to train in the same arrays.
    const copies = tensors.map((tensor) => ({ ...tensor, data: tensor.data.slice() }));
    this.#written += 1;
    const checkpoint: Checkpoint = { path, step, tensors: copies, meta, sha256: "", problems: [] };
    this.#checkpoints.set(path, { checkpoint, ordinal: this.#written });
    this.#last = path;
    if (best) this.#best = path;
    return { path, sha256: "", removed: await this.#removeExpired(step) };
  }

  async #removeExpired(step: number): Promise<string[]> {
    const kept = [...this.#checkpoints].map(([path, { ordinal }]) => ({ path, ordinal }));
    const pinned = [this.#last, this.#best].filter((path) => path !== null);
    const removed = expired(kept, pinned, this.#keep);
    for (const path of removed) {
      await this.event({ type: "removed", step, path });
      this.#checkpoints.delete(path);
    }
    return removed;
  }

  async readCheckpoint(which: WhichCheckpoint = "last"): Promise<Checkpoint | null> {
    if (typeof which === "number") return this.#ofStep(which);
    const path = which === "best" ? (this.#best ?? this.#last) : this.#last;
    return path === null ? null : (this.#checkpoints.get(path)?.checkpoint ?? null);
  }

  #ofStep(step: number): Checkpoint {
    const kept = [...this.#checkpoints.values()].map(({ checkpoint }) => checkpoint);
    const found = kept.find((checkpoint) => checkpoint.step === step);
    if (found !== undefined) return found;
    const available = kept.map((checkpoint) => String(checkpoint.step));
    throw new GantryError("E514", { run: this.name, which: String(step), available });
  }

  async request(request: ControlRequest): Promise<void> {
    this.#requests.push(request);
  }

  async requests(): Promise<readonly ReadRequest[]> {
    const from = Math.max(this.#read, appliedOffset(this.events));
    this.#read = this.#requests.length;
    return this.#requests
      .slice(from)
      .map((request, i) => ({ kind: "request", request, offset: from + i + 1, stale: false }));
  }

  async replays(step: number): Promise<readonly AppliedControl[]> {
    return controlsAfter(this.events, step);
  }

  async close(): Promise<void> {}
}
