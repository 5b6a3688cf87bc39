/** @file A thread that is asked things: started when first asked, and again should it have died. */
import { Worker } from "node:worker_threads";
import { GantryError } from "gantry/base";

/** What a thread answers; `progress` before the end, as often as it likes. */
export type ThreadReply<T> =
  | { readonly value: T }
  | { readonly progress: unknown }
  | { readonly fault: { readonly code: string; readonly parameters: unknown } }
  | { readonly failed: string };

/** What a thread is asked; null: whoever asked that number went away. */
export interface ThreadCall<R> {
  readonly number: number;
  readonly request: R | null;
}

interface Waiting {
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
  readonly progress: (progress: unknown) => void;
}

export class ThreadCalls {
  #worker: Worker | null = null;
  #next = 0;
  readonly #file: URL;
  readonly #env: NodeJS.ProcessEnv;
  readonly #waiting = new Map<number, Waiting>();

  /** @param name of its file beside `from`, without its ending; it is built where `from` is @param env beside our own */
  constructor(name: string, from: string, env: NodeJS.ProcessEnv = {}) {
    this.#env = { ...process.env, ...env };
    this.#file = new URL(`${name}.${from.endsWith(".ts") ? "ts" : "js"}`, from);
  }

  /**
   * @param left whoever asks went away: said to the thread, which may answer sooner then
   * @throws what it threw, of ours as it was, else E615
   */
  ask<T>(request: unknown, progress: (progress: unknown) => void = () => {}, left?: AbortSignal): Promise<T> {
    const number = this.#next;
    this.#next += 1;
    left?.addEventListener("abort", () => this.#worker?.postMessage({ number, request: null }), { once: true });
    return new Promise<T>((done, failed) => {
      this.#waiting.set(number, { done: done as (value: unknown) => void, failed, progress });
      this.#thread().postMessage({ number, request });
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#file, { env: this.#env });
    worker.unref();
    worker.on("message", (message) => this.#hear(message));
    const died = (error: unknown): void => {
      if (this.#worker !== worker) return; // its end follows its error, when another one may be at work
      this.#worker = null;
      for (const { failed } of this.#waiting.values()) failed(new GantryError("E615", { problem: String(error) }));
      this.#waiting.clear();
    };
    worker.on("error", died);
    worker.on("exit", () => died("a thread ended"));
    this.#worker = worker;
    return worker;
  }

  #hear({ number, reply }: { readonly number: number; readonly reply: ThreadReply<unknown> }): void {
    const waiting = this.#waiting.get(number);
    if ("progress" in reply) {
      waiting?.progress(reply.progress);
      return;
    }
    this.#waiting.delete(number);
    if ("value" in reply) waiting?.done(reply.value);
    else if ("failed" in reply) waiting?.failed(new GantryError("E615", { problem: reply.failed }));
    else waiting?.failed(new GantryError(reply.fault.code as "E615", reply.fault.parameters as { problem: string }));
  }
}
