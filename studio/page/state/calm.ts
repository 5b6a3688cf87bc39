/** @file Work that is asked for often and done seldom. */

export const CALM_MS = 1000;

export interface Calm {
  readonly ask: () => void;
  readonly stop: () => void;
}

/** At most once a second, at the end of it. */
export function calm(work: () => void): Calm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, CALM_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
