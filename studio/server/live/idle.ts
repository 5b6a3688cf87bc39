/** @file When a server may end by itself: after nobody has needed it for a while. */

/** As often as that, at most, it is asked whether anybody does. */
const LOOK_MS = 10_000;

export interface Idle {
  readonly over: Promise<void>;
  readonly stop: () => void;
}

/** @param needed whether somebody needs it now @param quietMs for how long nobody has to */
export function whenIdle(needed: () => Promise<boolean>, quietMs: number): Idle {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let since = performance.now();
  const over = new Promise<void>((done) => {
    const look = async (): Promise<void> => {
      if (await needed().catch(() => true)) since = performance.now();
      if (stopped) return;
      if (performance.now() - since >= quietMs) return done();
      timer = setTimeout(() => void look(), Math.min(LOOK_MS, quietMs));
    };
    timer = setTimeout(() => void look(), Math.min(LOOK_MS, quietMs));
  });
  const stop = (): void => {
    stopped = true; // also where it is just being asked whether it is needed
    clearTimeout(timer);
  };
  return { over, stop };
}
