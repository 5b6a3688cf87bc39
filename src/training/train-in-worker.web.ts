/** @file Training in a worker of the page's, with the same face as training in the page itself. */
import type { Tensor } from "../base/tensor.ts";
import type { WebRuntimeOptions } from "../runtime/ort.web.ts";
import type { TrainEvent } from "./events.ts";
import type { PageTrainOptions, Training } from "./train.web.ts";
import {
  type Answer,
  type FromTraining,
  type OpenMessage,
  type Question,
  receivedError,
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
 * const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
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
  const events = iterate(worker, port, signal);
  return {
    [Symbol.asyncIterator]: () => events,
    request: async (request) => tell({ kind: "request", request }),
    set: async (wanted) => {
      for (const [key, value] of Object.entries(wanted))
        tell({ kind: "request", request: { type: "set", key, value } });
    },
    sample: async (count, given = {}) =>
      (await answerTo(port, { name: "sample", count, options: given })) as Tensor<"float32">,
    exportOnnx: async ({ uint8 = false } = {}) =>
      (await answerTo(port, { name: "exportOnnx", uint8 })) as Uint8Array<ArrayBuffer>,
  };
}

async function* iterate(
  worker: Worker,
  port: MessagePort,
  signal: AbortSignal | undefined,
): AsyncGenerator<TrainEvent> {
  const tell = (message: ToTraining): void => port.postMessage(message);
  const interrupt = (): void => tell({ kind: "interrupt" });
  const { next, close } = messagesOf(worker, port);
  signal?.addEventListener("abort", interrupt);
  if (signal?.aborted === true) interrupt();
  tell({ kind: "start" });
  let message: FromTraining = await next();
  try {
    for (; message.kind !== "end"; message = await next()) {
      if (message.kind === "error") throw receivedError(message.error);
      yield message.event;
    }
  } finally {
    signal?.removeEventListener("abort", interrupt);
    if (message.kind === "event") interrupt(); // the consumer left early: the worker still saves
    while (message.kind === "event") message = await next();
    close();
  }
}

/** What comes from the training, in order. A worker that cannot start, or dies, gives an error. */
function messagesOf(
  worker: Worker,
  port: MessagePort,
): { readonly next: () => Promise<FromTraining>; readonly close: () => void } {
  const waiting: FromTraining[] = [];
  let wake = (): void => {};
  const push = (message: FromTraining): void => {
    waiting.push(message);
    wake();
  };
  const fail = ({ message }: ErrorEvent): void => {
    const text = message === undefined ? "the worker's script could not be loaded" : `in the worker: ${message}`;
    push({ kind: "error", error: { code: null, parameters: null, message: text, stack: "" } });
  };
  port.onmessage = ({ data }: MessageEvent<FromTraining>) => push(data);
  worker.addEventListener("error", fail);
  return {
    close: () => worker.removeEventListener("error", fail),
    next: async () => {
      for (;;) {
        const message = waiting.shift();
        if (message !== undefined) return message;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

function answerTo(training: MessagePort, question: Question): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      port1.close();
      if (data.kind === "value") resolve(data.value);
      else reject(receivedError(data.error));
    };
    training.postMessage({ kind: "question", question, port: port2 } satisfies ToTraining, [port2]);
  });
}
