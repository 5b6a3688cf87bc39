/**
 * @file A run as the server knows it: what its files say, each read again when it changed. Nothing here writes.
 */
import { readdirSync, readFileSync, type Stats } from "node:fs";
import { join } from "node:path";
import { GantryError } from "gantry/base";
import type { EvaluationRow, RunRecord, RunState, RunStatus } from "gantry/store";
import { asStatus, LABELS_FILE, labelsOf, openRun, ownerOf, sampleStep } from "gantry/store/node";
import type { RunSummary } from "../../api/index.ts";
import { bestOf } from "./best.ts";
import { linesFrom } from "./log-tail.ts";
import { sparkOf } from "./spark.ts";
import { Kept, stampOf, statOf } from "./stamp.ts";

/** Who trains is asked about as rarely, where the status does not change. */
const OWNER_MS = 3000;
const SETTLED_MS = 10_000;

/** What a look found. */
export type Look = "same" | "changed" | "gone";

export class WatchedRun {
  readonly id: string;
  readonly path: string;
  /** Null until the first look. */
  summary: RunSummary | null = null;
  /** Why it cannot be read; the rest is then as it was. */
  problem: GantryError | null = null;
  record: RunRecord | null = null;

  readonly #status: Kept<RunStatus | null>;
  readonly #samples: Kept<readonly number[]>;
  readonly #evaluations: Kept<readonly EvaluationRow[]>;
  readonly #log: Kept<Spark>;
  readonly #replaced: Kept<Replaced>;
  /** As it stands in the file. */
  readonly #labels: Kept<unknown>;
  #recordStamp: string | null = null;
  #folderStamp = "";
  #changed = 0;
  #owned = false;
  #asked = 0;

  constructor(id: string, path: string) {
    this.id = id;
    this.path = path;
    this.#status = new Kept<RunStatus | null>(
      join(path, "status.json"),
      null,
      (_, before) => readStatus(path) ?? before,
    );
    this.#samples = new Kept<readonly number[]>(join(path, "samples"), [], () => sampleSteps(path));
    this.#evaluations = new Kept<readonly EvaluationRow[]>(join(path, "evaluations.jsonl"), [], () =>
      readEvaluations(path),
    );
    this.#log = new Kept<Spark>(join(path, "metrics.jsonl"), { values: [], size: 0 }, (stats, before) =>
      sparkAfter(path, stats, before),
    );
    this.#labels = new Kept<unknown>(join(path, LABELS_FILE), null, (stats, before) =>
      stats === null ? null : (readLabelsFile(path) ?? before),
    );
    this.#replaced = new Kept<Replaced>(join(path, "events.jsonl"), { count: 0, offset: 0 }, (_, before) =>
      replacedAfter(path, before),
    );
  }

  /** Steps of sample pictures, rising. */
  get samples(): readonly number[] {
    return this.#samples.value;
  }

  /** Of the process that wrote its status last. */
  get pid(): number | null {
    return this.#status.value?.pid ?? null;
  }

  /** Somebody trains it, or waits to. */
  get live(): boolean {
    return this.summary?.state === "training" || this.summary?.state === "paused";
  }

  /** Whether its folder's list of files is as it was: a run that nobody trains is then not looked at further. */
  get still(): boolean {
    const stamp = stampOf(statOf(this.path));
    const settled = Date.now() - this.#changed > SETTLED_MS; // files below it may still be coming in
    const still = !this.live && settled && stamp === this.#folderStamp;
    this.#folderStamp = stamp;
    return still;
  }

  /** Reads what changed since the last look. A folder that holds another run than before counts as gone. */
  async look(): Promise<Look> {
    const stamp = stampOf(statOf(join(this.path, "run.json")));
    if (stamp === "") return "gone";
    const { problem, record } = this;
    if (stamp !== this.#recordStamp) await this.#readRecord();
    this.#recordStamp = stamp;
    if (record !== null && this.record !== null && record.createdAt !== this.record.createdAt) return "gone";
    if (this.record === null) return this.problem === problem ? "same" : "changed";
    const parts = [this.#samples, this.#evaluations, this.#log, this.#replaced, this.#labels];
    const [status, ...others] = [this.#status, ...parts].map((part) => part.look());
    const owner = await this.#askOwner(status === true);
    if (this.summary !== null && !owner && status !== true && !others.includes(true)) return "same";
    const before = JSON.stringify(this.summary);
    this.summary = this.#summarise(this.record);
    if (JSON.stringify(this.summary) === before) return "same";
    this.#changed = Date.now();
    return "changed";
  }

  async #readRecord(): Promise<void> {
    try {
      this.record = (await openRun(this.path)).record;
      this.problem = null;
    } catch (error) {
      this.record = null;
      this.problem = error instanceof GantryError ? error : new GantryError("E615", { problem: String(error) });
    }
  }

  /** @returns whether it is another's, or nobody's, than before */
  async #askOwner(changed: boolean): Promise<boolean> {
    const state = this.#status.value?.state;
    const says = state === "training" || state === "paused" || this.#status.value === null;
    if (changed && this.#owned) this.#asked = Date.now(); // who writes is there
    const due = (changed && !this.#owned) || Date.now() - this.#asked > OWNER_MS;
    if (!says || !due) return false;
    this.#asked = Date.now();
    const owned = (await ownerOf(this.path).catch(() => null)) !== null;
    const differs = owned !== this.#owned;
    this.#owned = owned;
    return differs;
  }

  #state(): RunState {
    const state = this.#status.value?.state ?? "training";
    const says = state === "training" || state === "paused";
    return says && !this.#owned ? "interrupted" : state;
  }

  #summarise(record: RunRecord): RunSummary {
    const { name, kind, shape, count, classes } = record.data;
    const text = (key: string): string | null => {
      const value = record.config[key]?.value;
      return typeof value === "string" ? value : null;
    };
    const status = this.#status.value;
    return {
      id: this.id,
      recipe: record.recipe,
      loss: text("loss"),
      data: { name, kind, shape, count, ...(classes === undefined ? {} : { classes }) },
      createdAt: record.createdAt,
      state: this.#state(),
      step: status?.step ?? 0,
      steps: status?.steps ?? null,
      verdict: status?.verdict ?? null,
      measured: status?.measured ?? null,
      heartbeat: status?.heartbeat ?? null,
      spark: this.#log.value.values,
      lastSample: this.#samples.value.at(-1) ?? null,
      best: bestOf(record, this.#evaluations.value),
      version: `${(Date.parse(record.createdAt) || 0).toString(36)}-${this.#replaced.value.count}`,
      ...labelsOf(record, this.#labels.value),
    };
  }
}

/** @returns null for a file that is not there or half written: what it said before still holds */
const readStatus = (path: string): RunStatus | null => asStatus(jsonIn(join(path, "status.json")));
const readLabelsFile = (path: string): unknown => jsonIn(join(path, LABELS_FILE));

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function sampleSteps(path: string): number[] {
  try {
    return readdirSync(join(path, "samples"))
      .flatMap((name) => sampleStep(name) ?? [])
      .sort((a, b) => a - b);
  } catch {
    return [];
  }
}

function readEvaluations(path: string): EvaluationRow[] {
  const read = linesFrom(join(path, "evaluations.jsonl"), 0);
  return (read?.lines ?? []).flatMap((line) => {
    try {
      const row = JSON.parse(line) as Partial<EvaluationRow> | null;
      const whole = typeof row?.step === "number" && typeof row.values === "object" && row.values !== null;
      return whole ? [row as EvaluationRow] : [];
    } catch {
      return [];
    }
  });
}

interface Spark {
  readonly values: readonly number[];
  /** Of the log when it was drawn. */
  readonly size: number;
}

/** A fortieth more of the log moves the line by a pixel: it is drawn anew then, and not at each line. */
function sparkAfter(path: string, stats: Stats | null, before: Spark): Spark {
  const size = stats?.size ?? 0;
  if (size >= before.size && size < before.size * (1 + 1 / 40)) return before;
  return { values: sparkOf(join(path, "metrics.jsonl"), size), size };
}

interface Replaced {
  readonly count: number;
  readonly offset: number;
}

/** How many pictures were drawn over. */
function replacedAfter(path: string, before: Replaced): Replaced {
  let { count, offset } = before;
  for (;;) {
    const read = linesFrom(join(path, "events.jsonl"), offset);
    if (read === null) return { count, offset };
    count += read.lines.filter((line) => line.includes('"type":"replaced"')).length;
    offset = read.to;
  }
}
