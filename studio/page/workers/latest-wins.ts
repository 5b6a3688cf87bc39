/**
 * @file One thing at a time, and of all that was asked for meanwhile only the newest: a drag asks sixty times a second,
 * a generator answers when it can, and what is shown is never older than what was shown before.
 */

export interface LatestWinsOptions<Q, A> {
  readonly work: (question: Q) => Promise<A>;
  /** Told of each answer, in the order of the questions. */
  readonly onAnswer: (answer: A, question: Q) => void;
  readonly onFailure: (cause: unknown, question: Q) => void;
}

export class LatestWins<Q, A> {
  readonly #options: LatestWinsOptions<Q, A>;
  #next: { readonly question: Q } | null = null;
  #busy = false;
  #closed = false;
  /** Resolved when nothing is asked any more. */
  #idle: (() => void)[] = [];

  constructor(options: LatestWinsOptions<Q, A>) {
    this.#options = options;
  }

  ask(question: Q): void {
    if (this.#closed) return;
    this.#next = { question };
    if (!this.#busy) void this.#drain();
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** When all that was asked for is answered. */
  idle(): Promise<void> {
    return this.#busy ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve();
  }

  /** What is under way is not told any more. */
  close(): void {
    this.#closed = true;
    this.#next = null;
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    while (this.#next !== null) {
      const { question } = this.#next;
      this.#next = null;
      try {
        const answer = await this.#options.work(question);
        if (!this.#closed) this.#options.onAnswer(answer, question);
      } catch (cause) {
        if (!this.#closed) this.#options.onFailure(cause, question);
      }
    }
    this.#busy = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
