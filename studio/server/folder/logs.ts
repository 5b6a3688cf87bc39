/**
 * @file Logged numbers, on a thread of their own: a long log is parsed there once, and from then on only what was
 * appended, so that the live channel never waits for it.
 */
import type { SeriesAsked } from "./series.ts";
import { ThreadCalls } from "./thread-calls.ts";

export interface LogRequest {
  /** Of `metrics.jsonl`. */
  readonly path: string;
  /** Tells runs apart that had the same folder one after the other: files are no witness, their numbers come again. */
  readonly born: string;
  readonly asked: SeriesAsked;
}

export class Logs {
  readonly #thread = new ThreadCalls("./logs-thread", import.meta.url);

  /** @returns a `SeriesReply` as JSON, as it is sent */
  series(request: LogRequest): Promise<string> {
    return this.#thread.ask(request);
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
