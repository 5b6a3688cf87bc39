/** @file Messages of another thread, waited for one by one. */

export interface Mailbox<T> {
  readonly push: (message: T) => void;
  /** The oldest message that nobody took; waits where there is none. For one reader. */
  readonly next: () => Promise<T>;
}

export function mailbox<T>(): Mailbox<T> {
  const waiting: T[] = [];
  let wake = (): void => {};
  return {
    push: (message) => {
      waiting.push(message);
      wake();
    },
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
