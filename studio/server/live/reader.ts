/**
 * @file One page that listens. It is written to until too much waits to be read; from then on it gets nothing but, when
 * it has read all that, what it missed: the newest, not everything.
 */
import type { ServerResponse } from "node:http";

/** That wait to be read, before a reader counts as slow. */
export const MOST_BYTES: number = 1 << 20;

export class Reader {
  readonly #response: ServerResponse;
  readonly #catchUp: (reader: Reader) => void;
  /** The cursor from which it missed events; null while it keeps up. */
  missedSince: string | null = null;

  /** @param catchUp is called when a reader that fell behind can be written to again */
  constructor(response: ServerResponse, catchUp: (reader: Reader) => void) {
    this.#response = response;
    this.#catchUp = catchUp;
    response.on("drain", () => {
      if (this.missedSince !== null) this.#catchUp(this);
    });
  }

  /** @param text whole events @param cursor how far they tell */
  write(text: string, cursor: string): void {
    if (this.missedSince !== null || this.#response.destroyed) return;
    this.#response.write(text);
    if (this.#response.writableLength > MOST_BYTES) this.missedSince = cursor;
  }

  /** So that neither end takes silence for a lost connection. */
  beat(): void {
    if (this.missedSince === null && !this.#response.destroyed) this.#response.write(": \n\n");
  }

  end(): void {
    this.#response.end();
  }
}
