/** @file The worker's side of training: opens what the page asks for, tells what happens, answers questions. */
import type { Recipe } from "../game/recipe.ts";
import { webRuntime } from "../runtime/ort.web.ts";
import type { TrainEvent } from "./events.ts";
import { type PageTrainOptions, type Training, trainWith } from "./train.web.ts";
import {
  type Answer,
  type FromTraining,
  type OpenMessage,
  type Question,
  sentError,
  type ToTraining,
} from "./worker-messages.web.ts";

export interface ServeOptions {
  /** Recipes of your own, which a page then trains by name; a function cannot be sent. */
  readonly recipes?: readonly Recipe[];
}

/**
 * To be called by a module worker: it then trains for `trainInWorker`.
 *
 * @example
 * // worker.ts
 * import { serveTraining } from "gantry/browser";
 * serveTraining({ recipes: [mine] });
 */
export function serveTraining({ recipes = [] }: ServeOptions = {}): void {
  addEventListener("message", ({ data }: MessageEvent<OpenMessage>) => {
    if (data?.kind === "gantry/open") serve(data, recipes);
  });
}

function serve({ port, runtime, options }: OpenMessage, recipes: readonly Recipe[]): void {
  const stop = new AbortController();
  const training = webRuntime(runtime).then((opened) =>
    trainWith({ ...(options as unknown as PageTrainOptions), runtime: opened, signal: stop.signal }, recipes),
  );
  training.catch(() => {}); // the page learns of it when it iterates or asks
  port.onmessage = ({ data }: MessageEvent<ToTraining>) => {
    if (data.kind === "start") void run(training, port);
    else if (data.kind === "interrupt") stop.abort();
    else if (data.kind === "question") void answer(training, data);
    else
      training.then(
        ({ request }) => request(data.request),
        () => {},
      );
  };
}

async function run(opening: Promise<Training>, port: MessagePort): Promise<void> {
  const post = (message: FromTraining, transfer: Transferable[] = []): void => port.postMessage(message, transfer);
  try {
    for await (const event of await opening) post({ kind: "event", event }, transferable(event));
    post({ kind: "end" });
  } catch (error) {
    post({ kind: "error", error: sentError(error) });
  }
}

/** A picture is moved, not copied; nobody here looks at it again. */
function transferable(event: TrainEvent): Transferable[] {
  return event.type === "sample" ? [event.picture.data.buffer as ArrayBuffer] : [];
}

async function answer(
  opening: Promise<Training>,
  { question, port }: { readonly question: Question; readonly port: MessagePort },
): Promise<void> {
  const post = (message: Answer): void => port.postMessage(message);
  try {
    post({ kind: "value", value: await answerOf(await opening, question) });
  } catch (error) {
    post({ kind: "error", error: sentError(error) });
  }
}

function answerOf(training: Training, question: Question): Promise<unknown> {
  if (question.name === "sample") return training.sample(question.count, question.options);
  return training.exportOnnx(question.options);
}
