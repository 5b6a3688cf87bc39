/** @file How long a plan will take: a few of its own steps, timed where it will run, and thrown away. */
import type { Runtime } from "../runtime/runtime.ts";
import { type Advance, advance, type Machine, openMachine } from "./machine.ts";
import type { Plan } from "./plan.ts";
import { firstProgress, type Progress } from "./progress.ts";

export interface Estimate {
  readonly compileMs: number;
  /** The median of those timed. */
  readonly msPerStep: number;
}

/** Long enough to be of use, short enough to wait for. */
const MOST_MS = 5000;

/**
 * @param steps at most so many are timed, after one that warms up
 * @throws what opening the program throws (E120, E402)
 */
export async function estimateRun(
  { game, layout, dataset, config }: Plan,
  runtime: Runtime,
  steps = 5,
): Promise<Estimate> {
  const { seed, flip, precision } = config.values;
  const machine = await openMachine({ game, layout, dataset, runtime, seed, flip, lowering: { precision } }, null);
  try {
    let progress = await oneStep(machine, firstProgress(game));
    const times: number[] = [];
    const began = performance.now();
    while (times.length < steps && (times.length === 0 || performance.now() - began < MOST_MS)) {
      const start = performance.now();
      progress = await oneStep(machine, progress);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    return { compileMs: machine.session.compileMs, msPerStep: times[Math.floor(times.length / 2)] as number };
  } finally {
    await machine.release();
  }
}

const oneStep = async (machine: Machine, progress: Progress): Promise<Progress> =>
  ((await advance(machine, progress))[0] as Advance).progress;
