/**
 * @file `train` and `resume`: a run as an async iterator of events, trained in a worker thread so that this one stays
 * free. Leaving the iteration early, or aborting the signal, finishes the step, saves, and ends the worker.
 */
import { Worker } from "node:worker_threads";
import { GantryError } from "../base/error.ts";
import { objectLayer, type ResolvedConfig } from "../config/index.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Recipe } from "../game/recipe.ts";
import type { ErrorCode } from "../messages/errors.ts";
import { flushDenormals } from "../runtime/denormals.node.ts";
import { withoutTelemetry } from "../runtime/no-telemetry.node.ts";
import { type RunOwner, releaseForDead } from "../store/lock.node.ts";
import type { TrainEvent } from "./events.ts";
import { leavable } from "./leavable.ts";
import { mailbox } from "./mailbox.ts";
import { planRun } from "./plan.node.ts";
import { type AtHand, runHere } from "./run.node.ts";
import type { WorkerMessage, WorkerTask } from "./worker.node.ts";

/**
 * `data` and any value of the configuration, by key (`steps`, `seed`, `out`, `"lr.g"` or `lr: { g }`).
 *
 * `recipe` is a name, a path, or a recipe itself; a recipe or dataset that is an object trains on this thread. In any case this
 * thread takes denormals for zero from now on (numbers below 2.2e-308, and below 1.2e-38 in a `Float32Array`).
 */
export interface TrainOptions {
  readonly data: string | Dataset;
  readonly recipe?: string | Recipe;
  readonly signal?: AbortSignal;
  readonly [key: string]: unknown;
}

/**
 * Trains a new run.
 *
 * @throws E10x configuration, E30x data, E49x diverged, E50x run folder
 * @example for await (const event of train({ data: "ring8", steps: 1000 })) console.log(event);
 */
export async function* train(options: TrainOptions): AsyncGenerator<TrainEvent> {
  const { data, recipe, signal, ...values } = options;
  const named = {
    ...values,
    ...(typeof data === "string" ? { data } : {}),
    ...(typeof recipe === "string" ? { recipe } : {}),
  };
  const layers = [objectLayer(named)];
  if (typeof data === "string" && typeof recipe !== "object") {
    const plan = await planRun({ layers });
    yield* trainInWorker({ kind: "new", config: plan.config }, signal);
    return;
  }
  const atHand = objectsOf(recipe, data);
  const plan = await planRun({ layers, ...atHand });
  yield* leavable((stop) => runHere({ kind: "new", plan, ...atHand }, stop), signal);
}

/** What was given as an object and not by name. */
const objectsOf = (recipe: string | Recipe | undefined, dataset: string | Dataset | undefined): AtHand => ({
  ...(typeof recipe === "object" ? { recipe } : {}),
  ...(typeof dataset === "object" ? { dataset } : {}),
});

/** Trains a configuration that is settled, in a worker. */
export function trainConfig(config: ResolvedConfig, signal?: AbortSignal): AsyncGenerator<TrainEvent> {
  return trainInWorker({ kind: "new", config }, signal);
}

export interface ResumeOptions {
  /** Folder of runs, where `run` is a number or the beginning of a name; `runs` by default. */
  readonly root?: string;
  /** Train on to this step in all; by default to where the run was to end. */
  readonly steps?: number | null;
  readonly minutes?: number | null;
  /** The recipe, where the run was begun with one that is an object. It then trains on this thread. */
  readonly recipe?: Recipe;
  /** The data, where the run was begun with a dataset. */
  readonly data?: Dataset;
  readonly signal?: AbortSignal;
}

/**
 * Continues a run from its last checkpoint.
 *
 * @param run its folder, its number, or the beginning of its name
 * @throws E504–E509, E510 every checkpoint is damaged, E515 other data, E516 nothing left to do, E518 another recipe
 */
export function resume(
  run: string,
  { root = "runs", steps = null, minutes = null, recipe, data, signal }: ResumeOptions = {},
): AsyncGenerator<TrainEvent> {
  const task = { kind: "resume", run, root, steps, minutes } as const;
  if (recipe === undefined && data === undefined) return trainInWorker(task, signal);
  return leavable((stop) => runHere({ ...task, ...objectsOf(recipe, data) }, stop), signal);
}

/** The worker beside this file, as it was built or as it was written. */
const workerFile = (): URL =>
  new URL(import.meta.url.endsWith(".ts") ? "./worker.node.ts" : "./worker.node.js", import.meta.url);

async function* trainInWorker(task: WorkerTask, signal: AbortSignal | undefined): AsyncGenerator<TrainEvent> {
  withoutTelemetry();
  await flushDenormals();
  const worker = new Worker(workerFile(), { workerData: task });
  const interrupt = (): void => worker.postMessage("interrupt");
  signal?.addEventListener("abort", interrupt);
  if (signal?.aborted === true) interrupt();
  const next = messagesOf(worker);
  let message = await next();
  let owner: RunOwner | null = null;
  try {
    for (; message.kind !== "end"; message = await next()) {
      if (message.kind === "error") throw errorOf(message);
      if (message.kind === "holds") owner = message.owner;
      else yield message.event;
    }
  } finally {
    signal?.removeEventListener("abort", interrupt);
    if (message.kind === "event") interrupt(); // the consumer left early: the worker still saves
    while (message.kind !== "end") message = await next();
    await worker.terminate();
    // for a worker that died; where even that fails, the error that is on its way tells more
    if (owner !== null) await releaseForDead(owner).catch(() => {});
  }
}

/** A worker's messages in order, the last of them `end`. Before the end of one that died comes an error. */
function messagesOf(worker: Worker): () => Promise<WorkerMessage> {
  const { push, next } = mailbox<WorkerMessage>();
  let told = false; // whether anybody said how it ended
  const fail = ({ name, message, stack = "" }: Error): void => {
    told = true;
    push({ kind: "error", code: null, parameters: null, name, message, stack });
  };
  worker.on("message", (message: WorkerMessage) => {
    told ||= message.kind === "error" || message.kind === "end";
    push(message);
  });
  worker.on("error", fail);
  worker.on("exit", (code) => {
    if (!told) fail(new Error(`the training thread ended before the run did, with exit code ${code}`));
    push({ kind: "end" });
  });
  return next;
}

function errorOf({ code, parameters, name, message, stack }: Extract<WorkerMessage, { kind: "error" }>): Error {
  if (code !== null) return new GantryError(code as ErrorCode, parameters as never);
  return Object.assign(new Error(message), { name, stack });
}
