/** @file Which of two is faster: run in turn, so that a slow moment of the machine meets both. */

/** Milliseconds from any beginning. */
export type Clock = () => number;

export type Run = () => Promise<unknown>;

/** How much longer a first timing may be than the champion's before the challenger is given up. */
const HOPELESS = 1.15;

export const timed = async (run: Run, clock: Clock): Promise<number> => {
  const start = clock();
  await run();
  return clock() - start;
};

/**
 * Whether a challenger takes less than `share` of the champion's time: the best of `rounds` runs of each, in turn.
 * @param champion has run before; the challenger runs once unseen, for it allocates
 */
export async function wins(
  challenger: Run,
  champion: Run,
  { clock, rounds, share }: { readonly clock: Clock; readonly rounds: number; readonly share: number },
): Promise<boolean> {
  const times = { challenger: Number.POSITIVE_INFINITY, champion: Number.POSITIVE_INFINITY };
  await challenger();
  for (let round = 0; round < rounds; round += 1) {
    times.champion = Math.min(times.champion, await timed(champion, clock));
    times.challenger = Math.min(times.challenger, await timed(challenger, clock));
    if (times.challenger > HOPELESS * times.champion) return false;
  }
  return times.challenger < share * times.champion;
}
