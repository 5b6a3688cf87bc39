/** @file Training in a worker of the page's, with the same face as training in the page itself. */
import type { Tensor } from "../base/tensor.ts";
import type { WebRuntimeOptions } from "../runtime/platform.web.ts";
import type { TrainEvent } from "./events.ts";
import { mailbox } from "./mailbox.ts";
import type { PageTrainOptions, Training } from "./train.web.ts";
import {
  type Answer,
  type FromTraining,
  type OpenMessage,
  type Question,
  receivedError,
  sentError,
  type ToTraining,
} from "./worker-messages.web.ts";

/** All but `signal` is copied to the worker: a recipe goes by name (see `serveTraining`), arrays are cloned. */
export interface WorkerTrainOptions {
  readonly data: PageTrainOptions["data"];
  readonly recipe?: string;
  readonly runtime: WebRuntimeOptions;
  readonly signal?: AbortSignal;
  readonly [key: string]: unknown;
}

/**
 * Trains in `worker`, which runs `gantry/browser/worker` or a module of your own that calls `serveTraining`. The worker
 * is yours to terminate, after the last sample was drawn.
 *
 * @throws from the iteration: what `trainInPage` throws, E402, and what befalls the worker
 * @example
 * const worker = new Worker(new URL("gantry/browser/worker", import.meta.url), { type: "module" });
 * const training = trainInWorker({ data: "ring8", runtime: { device: "wasm", wasmPaths } }, { worker });
 * for await (const event of training) show(event);
 */
export function trainInWorker(
  { signal, runtime, ...options }: WorkerTrainOptions,
  { worker }: { readonly worker: Worker },
): Training {
  const { port1: port, port2 } = new MessageChannel();
  worker.postMessage({ kind: "gantry/open", port: port2, runtime, options } satisfies OpenMessage, [port2]);
  const tell = (message: ToTraining): void => port.postMessage(message);
  const death = deathOf(worker);
  const events = iterate(port, death, signal);
  return {
    [Symbol.asyncIterator]: () => events,
    request: async (request) => tell({ kind: "request", request }),
    set: async (wanted) => {
      for (const [key, value] of Object.entries(wanted))
        tell({ kind: "request", request: { type: "set", key, value } });
    },
    sample: async (count, given = {}) =>
      (await answerTo(port, death, { name: "sample", count, options: given })) as Tensor<"float32">,
    exportOnnx: async (given = {}) =>
      (await answerTo(port, death, { name: "exportOnnx", options: given })) as Uint8Array<ArrayBuffer>,
  };
}

/** Rejects when the worker cannot start, or throws what nobody catches. */
function deathOf(worker: Worker): Promise<never> {
  const death = new Promise<never>((_, reject) => {
    worker.addEventListener("error", ({ message }) => {
      reject(
        new Error(message === undefined ? "the worker's script could not be loaded" : `in the worker: ${message}`),
      );
    });
  });
  death.catch(() => {}); // whoever waits for the worker hears of it
  return death;
}

async function* iterate(
  port: MessagePort,
  death: Promise<never>,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrainEvent> {
  const tell = (message: ToTraining): void => port.postMessage(message);
  const interrupt = (): void => tell({ kind: "interrupt" });
  const arrived = mailbox<FromTraining>();
  port.onmessage = ({ data }: MessageEvent<FromTraining>) => arrived.push(data);
  const next = (): Promise<FromTraining> => Promise.race([arrived.next(), death]);
  signal?.addEventListener("abort", interrupt);
  if (signal?.aborted === true) interrupt();
  tell({ kind: "start" });
  let running = true;
  try {
    while (running) {
      const message = await next().catch(dead);
      running = message.kind === "event";
      if (message.kind === "event") yield message.event;
      if (message.kind === "error") throw receivedError(message.error);
    }
  } finally {
    signal?.removeEventListener("abort", interrupt);
    if (running) interrupt(); // the consumer left early: the worker still saves
    while (running) running = (await next().catch(dead)).kind === "event";
  }
}

const dead = (error: unknown): FromTraining => ({ kind: "error", error: sentError(error) });

function answerTo(training: MessagePort, death: Promise<never>, question: Question): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      port1.close();
      if (data.kind === "value") resolve(data.value);
      else reject(receivedError(data.error));
    };
  });
  training.postMessage({ kind: "question", question, port: port2 } satisfies ToTraining, [port2]);
  return Promise.race([answer, death]);
}
