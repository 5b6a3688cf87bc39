/**
 * @file The thread a run trains on. It is told what to do once, says what happens, and listens for the wish to stop.
 */
import { parentPort, workerData } from "node:worker_threads";
import { isGantryError } from "../base/error.ts";
import type { ResolvedConfig } from "../config/index.ts";
import type { RunOwner } from "../store/lock.node.ts";
import type { TrainEvent } from "./events.ts";
import { planFromConfig } from "./plan.node.ts";
import { type ResumeTask, type RunRequest, runHere } from "./run.node.ts";

/** What crosses to the worker: plain data, no plan. */
export type WorkerTask =
  | { readonly kind: "new"; readonly config: ResolvedConfig }
  | ({ readonly kind: "resume" } & ResumeTask);

/** What comes back. Errors of ours travel as code and parameters and are made anew on the other side. */
export type WorkerMessage =
  | { readonly kind: "event"; readonly event: TrainEvent }
  /** The run is this thread's; whoever started it lets go of it, should the thread die. */
  | { readonly kind: "holds"; readonly owner: RunOwner }
  | {
      readonly kind: "error";
      readonly code: string | null;
      readonly parameters: unknown;
      readonly name: string;
      readonly message: string;
      readonly stack: string;
    }
  | { readonly kind: "end" };

const post = (message: WorkerMessage): void => parentPort?.postMessage(message);

async function work(task: WorkerTask): Promise<void> {
  let interrupted = false;
  parentPort?.on("message", () => {
    interrupted = true;
  });
  const request: RunRequest = task.kind === "new" ? { kind: "new", plan: await planFromConfig(task.config) } : task;
  const stop = { requested: () => (interrupted ? ("interrupt" as const) : null) };
  for await (const event of runHere(request, stop, (owner) => post({ kind: "holds", owner }))) {
    post({ kind: "event", event });
  }
}

function report(error: unknown): void {
  const known = isGantryError(error);
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const [code, parameters] = known ? [error.code, error.parameters] : [null, null];
  post({ kind: "error", code, parameters, name, message, stack });
}

await work(workerData as WorkerTask).catch(report);
post({ kind: "end" });
parentPort?.close();
