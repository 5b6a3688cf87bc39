/**
 * @file Logged numbers, on a thread of their own: a long log is parsed there once, and from then on only what was
 * appended, so that the live channel never waits for it.
 */
import { Worker } from "node:worker_threads";
import { GantryError } from "gantry/base";
import type { SeriesAsked } from "./series.ts";

export interface LogRequest {
  /** Of `metrics.jsonl`. */
  readonly path: string;
  /** Tells runs apart that had the same folder one after the other: files are no witness, their numbers come again. */
  readonly born: string;
  readonly asked: SeriesAsked;
}

/** `json`: the reply's text, as it is sent. */
export type LogReply = { readonly json: string } | { readonly failed: string };

/** The thread's file beside this one, as it was built or as it was written. */
const threadFile = (): URL =>
  new URL(import.meta.url.endsWith(".ts") ? "./logs-thread.ts" : "./logs-thread.js", import.meta.url);

interface Waiting {
  readonly done: (json: string) => void;
  readonly failed: (error: unknown) => void;
}

export class Logs {
  #worker: Worker | null = null;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** @returns a `SeriesReply` as JSON */
  series(request: LogRequest): Promise<string> {
    return this.#ask(request);
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(request: LogRequest): Promise<string> {
    const number = this.#next;
    this.#next += 1;
    return new Promise((done, failed) => {
      this.#waiting.set(number, { done, failed });
      this.#thread().postMessage({ number, request });
    });
  }

  /** It is started when first asked, and again should it have died (of a log that does not fit into memory). */
  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(threadFile());
    worker.unref();
    worker.on("message", ({ number, reply }: { readonly number: number; readonly reply: LogReply }) => {
      const waiting = this.#waiting.get(number);
      this.#waiting.delete(number);
      if ("json" in reply) waiting?.done(reply.json);
      else waiting?.failed(new GantryError("E615", { problem: reply.failed }));
    });
    const died = (error: unknown): void => {
      if (this.#worker !== worker) return; // its end follows its error, when another one may be at work
      this.#worker = null;
      for (const { failed } of this.#waiting.values()) failed(new GantryError("E615", { problem: String(error) }));
      this.#waiting.clear();
    };
    worker.on("error", died);
    worker.on("exit", () => died("the thread that reads logs ended"));
    this.#worker = worker;
    return worker;
  }
}
