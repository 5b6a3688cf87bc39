/**
 * @file Which of several is the fastest: run in turn, so that a slow moment of the machine meets all. One that cannot
 * be opened or run has lost; none is left open.
 */

/** Milliseconds from any beginning. */
export type Clock = () => number;

export type Run = () => Promise<unknown>;

/** How much longer a challenger's best run may be than the champion's, after any round, before it is given up. */
const HOPELESS = 1.15;

export const timed = async (run: Run, clock: Clock): Promise<number> => {
  const start = clock();
  await run();
  return clock() - start;
};

export interface RaceOptions {
  readonly clock: Clock;
  readonly rounds: number;
  readonly share: number;
  /** Whether to leave off: then the champion stands. */
  readonly over?: () => boolean;
}

/**
 * Whether a challenger takes less than `share` of the champion's time: the best of `rounds` runs of each, in turn.
 * @param champion has run before; the challenger runs once unseen, for it allocates
 */
export async function wins(
  challenger: Run,
  champion: Run,
  { clock, rounds, share, over = () => false }: RaceOptions,
): Promise<boolean> {
  const times = { challenger: Number.POSITIVE_INFINITY, champion: Number.POSITIVE_INFINITY };
  await challenger();
  for (let round = 0; round < rounds; round += 1) {
    if (over()) return false;
    times.champion = Math.min(times.champion, await timed(champion, clock));
    times.challenger = Math.min(times.challenger, await timed(challenger, clock));
    if (times.challenger > HOPELESS * times.champion) return false;
  }
  return times.challenger < share * times.champion;
}

/** Something open that takes part. */
export interface Runner {
  readonly run: Run;
  readonly release: () => Promise<void>;
}

/** @returns null for one that cannot be opened, or not even run once; then nothing of it is left open */
export async function started(open: () => Promise<Runner>): Promise<Runner | null> {
  const runner = await open().catch(() => null);
  try {
    await runner?.run();
    return runner;
  } catch {
    await runner?.release();
    return null;
  }
}

/**
 * The fastest of several choices; the first, unless another takes less than `share` of its time. Of those that do, one
 * need only be faster than the one before.
 * @returns null where not even the first can be run
 */
export async function fastestOf<Choice>(
  [first, ...rivals]: readonly [Choice, ...Choice[]],
  { open, share, ...options }: RaceOptions & { readonly open: (choice: Choice) => Promise<Runner> },
): Promise<Choice | null> {
  let best = first;
  let champion = await started(() => open(first));
  if (champion === null) return null;
  try {
    for (const choice of rivals) {
      if (options.over?.() === true) break;
      const challenger: Runner | null = await open(choice).catch(() => null);
      if (challenger === null) continue;
      const asked = { ...options, share: best === first ? share : 1 };
      const better: boolean = await wins(challenger.run, champion.run, asked).catch(() => false);
      const loser: Runner = better ? champion : challenger;
      if (better) [champion, best] = [challenger, choice];
      await loser.release();
    }
    return best;
  } finally {
    await champion.release();
  }
}
