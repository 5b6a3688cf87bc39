/**
 * @file Logged numbers, and what D said, each on a thread of its own: a long log is parsed there once, and from then on
 * only what was appended, so that the live channel never waits for it.
 */
import type { OutputsQuery } from "../../api/outputs.ts";
import type { SeriesAsked } from "./series.ts";
import { ThreadCalls } from "./thread-calls.ts";

export interface LogRequest {
  /** Of `metrics.jsonl`. */
  readonly path: string;
  /** Tells runs apart that had the same folder one after the other: files are no witness, their numbers come again. */
  readonly born: string;
  readonly asked: SeriesAsked;
}

/** `path`: of `outputs.jsonl`. */
export interface OutputsRequest extends Pick<LogRequest, "path" | "born"> {
  readonly outputs: OutputsQuery;
}

export class Logs {
  readonly #thread = new ThreadCalls("./logs-thread", import.meta.url);
  readonly #outputs = new ThreadCalls("./logs-thread", import.meta.url);

  /** @returns a `SeriesReply` as JSON, as it is sent */
  series(request: LogRequest): Promise<string> {
    return this.#thread.ask(request);
  }

  /** @returns an `OutputsReply` as JSON */
  outputs(request: OutputsRequest): Promise<string> {
    return this.#outputs.ask(request);
  }

  async close(): Promise<void> {
    await Promise.all([this.#thread.close(), this.#outputs.close()]);
  }
}
