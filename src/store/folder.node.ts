/** @file A run kept in a folder: the writing side, held by one process at a time. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readJson } from "./checkpoint-files.node.ts";
import { readCheckpoint } from "./checkpoint-read.node.ts";
import { writeCheckpoint } from "./checkpoint-write.node.ts";
import { appliedOffset, type ControlRequest, controlsAfter, parseRequest, type ReadRequest } from "./control.ts";
import { makeFolder, writeWhole } from "./durable.node.ts";
import { appendEvaluation } from "./evaluations.node.ts";
import { readEvents } from "./events.node.ts";
import { appendShared, type LineLog, openLog, readBatches } from "./line-log.node.ts";
import type { RunLock, RunOwner } from "./lock.node.ts";
import type { Keep } from "./retention.ts";
import {
  asStatus,
  CONTROL_FILE,
  EVENTS_FILE,
  GRID_FILE,
  jsonText,
  LAYERS_FILE,
  LIVE_SAMPLES,
  METRICS_FILE,
  OUTPUTS_FILE,
  REALS_FILE,
  SAMPLES,
  STATUS_FILE,
} from "./run-files.ts";
import { checkName, samplePath } from "./run-names.ts";
import type {
  EvaluationInput,
  EventInput,
  GridInfo,
  MetricsInput,
  OutputsInput,
  RunRecord,
  RunStatus,
  StatusUpdate,
} from "./run-record.ts";
import type {
  AppliedControl,
  Checkpoint,
  CheckpointInput,
  RunStore,
  WhichCheckpoint,
  WrittenCheckpoint,
} from "./run-store.ts";

export interface FolderOptions {
  readonly path: string;
  readonly record: RunRecord;
  readonly lock: RunLock;
  readonly keep: Keep;
}

/** Opens a folder that is locked for us: torn log lines are cut off, the next attempt begins. */
export async function openFolder(options: FolderOptions): Promise<FolderRun> {
  const { path } = options;
  const previous = await statusOf(path);
  const events = await readEvents(join(path, EVENTS_FILE));
  const attempt = Math.max(previous?.attempt ?? 0, ...events.map((event) => event.attempt)) + 1;
  const run = new FolderRun(options, attempt, appliedOffset(events), await wholeLength(join(path, CONTROL_FILE)));
  await run.event({ type: "attempt", step: previous?.step ?? 0 });
  return run;
}

export class FolderRun implements RunStore {
  readonly name: string;
  readonly path: string;
  readonly record: RunRecord;
  readonly #lock: RunLock;
  readonly #keep: Keep;
  readonly #metrics: LineLog;
  readonly #layers: LineLog;
  readonly #events: LineLog;
  /** Made with its first line: not every game has a D that is looked at. */
  #outputs: LineLog | null = null;
  /** Requests that end at or before this offset were made before we took hold of the run. */
  readonly #staleUntil: number;
  #attempt: number;
  #controlOffset: number;
  #gridText = "";
  #closed = false;

  constructor({ path, record, lock, keep }: FolderOptions, attempt: number, controlOffset: number, staleUntil: number) {
    this.name = record.name;
    this.path = path;
    this.record = record;
    this.#lock = lock;
    this.#keep = keep;
    this.#attempt = attempt;
    this.#controlOffset = controlOffset;
    this.#staleUntil = staleUntil;
    this.#metrics = openLog(join(path, METRICS_FILE));
    this.#layers = openLog(join(path, LAYERS_FILE));
    this.#events = openLog(join(path, EVENTS_FILE));
  }

  /** This process, as it stands in the lock. */
  get owner(): RunOwner {
    return this.#lock.owner;
  }

  get attempt(): number {
    return this.#attempt;
  }

  newAttempt(): number {
    this.#attempt += 1;
    return this.#attempt;
  }

  async status(update: StatusUpdate): Promise<void> {
    const { pid, processStart } = this.#lock.owner;
    const status: RunStatus = {
      ...update,
      attempt: this.#attempt,
      pid,
      processStart,
      heartbeat: new Date().toISOString(),
    };
    await writeWhole(join(this.path, STATUS_FILE), jsonText(status));
  }

  readStatus(): Promise<RunStatus | null> {
    return statusOf(this.path);
  }

  async metrics({ step, ...values }: MetricsInput): Promise<void> {
    this.#metrics.append({ step, attempt: this.#attempt, time: now(), ...values });
  }

  async layers({ step, ...values }: MetricsInput): Promise<void> {
    this.#layers.append({ step, attempt: this.#attempt, time: now(), ...values });
  }

  async outputs({ step, ...said }: OutputsInput): Promise<void> {
    this.#outputs ??= openLog(join(this.path, OUTPUTS_FILE));
    this.#outputs.append({ step, attempt: this.#attempt, time: now(), ...said });
  }

  async event({ type, step, ...details }: EventInput): Promise<void> {
    this.#events.append({ type, step, attempt: this.#attempt, time: now(), ...details });
  }

  async evaluation(row: EvaluationInput): Promise<void> {
    await appendEvaluation(this.path, { ...row, attempt: this.#attempt, time: now() });
  }

  async sample(step: number, png: Uint8Array | null, grid: GridInfo): Promise<string | null> {
    await makeFolder(join(this.path, SAMPLES));
    const text = jsonText(grid);
    if (text !== this.#gridText) await writeWhole(join(this.path, GRID_FILE), text);
    this.#gridText = text;
    return png === null ? null : this.#put(samplePath(step), png, step);
  }

  async liveSample(step: number, png: Uint8Array): Promise<void> {
    await makeFolder(join(this.path, LIVE_SAMPLES));
    await this.#put(samplePath(step, "live"), png, step);
  }

  async reals(png: Uint8Array): Promise<void> {
    await writeWhole(join(this.path, REALS_FILE), png);
  }

  async checkpoint(input: CheckpointInput): Promise<WrittenCheckpoint> {
    // What was logged up to here is on the disk before a pointer says that the run came this far.
    this.#metrics.flush();
    this.#layers.flush();
    this.#outputs?.flush();
    this.#events.flush();
    const { step } = input;
    const removing = (path: string): void =>
      this.#events.append({ type: "removed", step, attempt: this.#attempt, time: now(), path });
    return writeCheckpoint(this.path, input, { keep: this.#keep, removing });
  }

  readCheckpoint(which?: WhichCheckpoint): Promise<Checkpoint | null> {
    return readCheckpoint(this.path, which);
  }

  async file(name: string, bytes: Uint8Array): Promise<string> {
    const parts = name.split("/").map(checkName);
    if (parts.length > 1) await makeFolder(join(this.path, ...parts.slice(0, -1)));
    await writeWhole(join(this.path, ...parts), bytes);
    return parts.join("/");
  }

  async requests(): Promise<readonly ReadRequest[]> {
    const requests: ReadRequest[] = [];
    for await (const { lines, start } of readBatches(join(this.path, CONTROL_FILE), this.#controlOffset)) {
      let offset = start;
      for (const line of lines) {
        offset += Buffer.byteLength(line) + 1;
        const request = parseRequest(line);
        requests.push(
          "problem" in request
            ? { kind: "malformed", line, problem: request.problem, offset }
            : { kind: "request", request, offset, stale: offset <= this.#staleUntil },
        );
      }
      this.#controlOffset = offset;
    }
    return requests;
  }

  request(request: ControlRequest): Promise<void> {
    return appendRequest(this.path, request);
  }

  async replays(step: number): Promise<readonly AppliedControl[]> {
    return controlsAfter(await readEvents(join(this.path, EVENTS_FILE)), step);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#metrics.flush();
    this.#layers.flush();
    this.#outputs?.flush();
    this.#events.flush();
    this.#metrics.close();
    this.#layers.close();
    this.#outputs?.close();
    this.#events.close();
    await this.#lock.release();
  }

  /** Writes a file; where that replaces other bytes, an event line says so: afterwards, for who hears it reads the file. */
  async #put(path: string, bytes: Uint8Array, step: number): Promise<string> {
    const file = join(this.path, path);
    const before = await readFile(file).catch(() => null);
    if (before?.equals(bytes)) return path;
    await writeWhole(file, bytes);
    if (before !== null) await this.event({ type: "replaced", step, path });
    return path;
  }
}

/**
 * Asks something of a run, whoever trains it. It is applied when the call that runs has ended: some steps, a fifth of a
 * second at most.
 */
export function appendRequest(run: string, request: ControlRequest): Promise<void> {
  return appendShared(join(run, CONTROL_FILE), request);
}

/** @returns `status.json` of a run as it was last written, null where there is none */
export async function statusOf(run: string): Promise<RunStatus | null> {
  const read = await readJson(join(run, STATUS_FILE));
  return "value" in read ? asStatus(read.value) : null;
}

async function wholeLength(path: string): Promise<number> {
  let length = 0;
  for await (const { end } of readBatches(path)) length = end;
  return length;
}

const now = (): number => Date.now() / 1000;
