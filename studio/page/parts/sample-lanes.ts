/** @file A few things at once, the newest first; what nobody waits for any more is not begun. */

interface Waiting {
  readonly begin: () => void;
  readonly signal: AbortSignal;
}

export class Lanes {
  readonly #most: number;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** @returns null where the signal came before its turn */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        if (signal.aborted) {
          resolve(null);
          return;
        }
        this.#running += 1;
        work()
          .then(resolve, reject)
          .finally(() => {
            this.#running -= 1;
            this.#pump();
          });
      };
      this.#waiting.push({ begin, signal });
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#running < this.#most) {
      const next = this.#waiting.pop();
      if (next === undefined) return;
      next.begin();
    }
  }
}
