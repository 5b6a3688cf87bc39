/** @file How long a plan will take: a few of its own steps, timed where it will run, and thrown away. */
import type { Game } from "../game/game.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { type Advance, advance, canStretch, type Machine, openMachine } from "./machine.ts";
import type { Plan } from "./plan.ts";
import { firstProgress, type Progress } from "./progress.ts";
import { stretchLimit } from "./stretch.ts";

export interface Estimate {
  readonly compileMs: number;
  /** The median of those timed. */
  readonly msPerStep: number;
}

/** Long enough to be of use, short enough to wait for. */
const MOST_MS = 5000;

/**
 * @param calls at most so many are timed, of as many steps as training takes in one, after some that warm up
 * @throws what opening the program throws (E120, E402)
 */
export async function estimateRun(
  { game, layout, dataset, config }: Plan,
  runtime: Runtime,
  calls = 5,
): Promise<Estimate> {
  const { seed, flip, precision } = config.values;
  const machine = await openMachine(
    { game: withoutExtras(game), layout, dataset, runtime, seed, flip, lowering: { precision } },
    null,
  );
  try {
    let progress = await taken(machine, firstProgress(game), 1);
    const began = performance.now();
    progress = await taken(machine, progress, 1);
    const count = canStretch(machine) ? stretchLimit(performance.now() - began, machine.step.inputs) : 1;
    if (count > 1) progress = await taken(machine, progress, count); // compiles its program
    const times: number[] = [];
    while (times.length < calls && (times.length === 0 || performance.now() - began < MOST_MS)) {
      const start = performance.now();
      progress = await taken(machine, progress, count);
      times.push((performance.now() - start) / count);
    }
    times.sort((a, b) => a - b);
    return { compileMs: machine.session.compileMs, msPerStep: times[Math.floor(times.length / 2)] as number };
  } finally {
    await machine.release();
  }
}

/** Certain steps do more, such as the first, and would stand for none of the others. */
const withoutExtras = (game: Game): Game => ({
  ...game,
  phases: game.phases.map(({ extra: _, ...phase }) => phase),
});

const taken = async (machine: Machine, progress: Progress, count: number): Promise<Progress> =>
  ((await advance(machine, progress, count)).at(-1) as Advance).progress;
