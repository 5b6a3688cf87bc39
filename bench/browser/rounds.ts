/**
 * @file Two contenders in alternation. A shared or warm machine drifts by a factor of two within minutes, so a time
 * means nothing and a ratio of two times taken one after the other does: each round runs both, the first of them
 * changing from round to round, and gives one ratio of medians.
 */
import { medianOf } from "../../src/bench/statistics.ts";
import type { Contender } from "./contender.ts";

const SIDES = ["gantry", "tf"] as const;

/** A value for each side. */
export type Sides<T> = Readonly<Record<(typeof SIDES)[number], T>>;

export interface Rounds {
  readonly rounds: number;
  /** Steps of a round that are timed, and steps before them. */
  readonly steps: Sides<number>;
  readonly warmup: Sides<number>;
}

/** Of one round's steps, in milliseconds. */
export interface Times {
  readonly median: number;
  /** The fastest: what remains of the machine where others use it as well. */
  readonly min: number;
}

export type Round = Sides<Times>;

export async function alternate(contenders: Sides<Contender>, settings: Rounds): Promise<Round[]> {
  const { rounds, steps, warmup } = settings;
  const results: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const measured: Partial<Record<keyof Round, Times>> = {};
    for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) {
      measured[side] = await timesOf(contenders[side], steps[side], warmup[side]);
    }
    results.push(measured as Round);
  }
  return results;
}

async function timesOf(contender: Contender, steps: number, warmup: number): Promise<Times> {
  const times: number[] = [];
  for (let step = 0; step < warmup + steps; step += 1) {
    const start = performance.now();
    await contender.step();
    if (step >= warmup) times.push(performance.now() - start);
  }
  return { median: medianOf(times), min: Math.min(...times) };
}
