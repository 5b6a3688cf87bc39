/** @file A question that is asked once at a time, of what may become something else meanwhile. */

export interface OneQuestion {
  /** Asks, or waits for the answer that is under way. */
  readonly ask: () => Promise<void>;
  /** Does something after the answer that is under way. @returns whether there is one */
  readonly after: (then: () => void) => boolean;
  /** It is another thing that is asked about now: what is under way is of no use. */
  readonly forget: () => void;
}

export function oneQuestion<T>(ask: () => Promise<T>, take: (answer: T) => void): OneQuestion {
  let open: Promise<void> | null = null;
  /** Which thing it is about, counted. */
  let turn = 0;
  /** For the thing that it is about now, and for no other. */
  const ofThis = <A extends unknown[]>(then: (...answer: A) => void): ((...answer: A) => void) => {
    const asked = turn;
    return (...answer) => {
      if (asked === turn) then(...answer);
    };
  };
  const close = (): void => {
    open = null;
  };
  return {
    ask: () => {
      open ??= ask().then(ofThis(take)).finally(ofThis(close));
      return open;
    },
    after: (then) => {
      open?.then(ofThis(then)).catch(() => undefined);
      return open !== null;
    },
    forget: () => {
      close();
      turn += 1;
    },
  };
}
