/**
 * @file How many threads a program gets, found by timing it with one, half and all. Only small programs are timed: in
 * one that takes long all threads are busy, and in one that takes half a millisecond they wait for each other.
 */
import { sizeOf } from "../base/shape.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { inputsOf, type Program, resultsOf } from "../graph/program.ts";
import { convolutionOf, flopsOf } from "../onnx/convolution-choices.ts";
import { operandsFor } from "./operands.ts";
import { type Clock, type Run, wins } from "./race.ts";
import type { Runtime } from "./runtime.ts";

/** A step of 2 GFLOP takes 10 to 20 ms on two cores: more is large. */
const MOST_FLOPS = 2e9;
const WARM_RUNS = 5;
const ROUNDS = 12;
const SHARE = 0.95;

/** One, half, all. */
export const threadCounts = (all: number): readonly number[] => [
  ...new Set([all, Math.max(1, Math.floor(all / 2)), 1]),
];

/** What the products of a program cost, in floating-point operations. */
export function productFlops(results: readonly Node[]): number {
  const flops = (node: Node): number => {
    const convolution = convolutionOf(node)?.convolution;
    if (convolution !== undefined) return flopsOf(convolution);
    const [a] = node.inputs;
    if (node.op.kind !== "matmul" || a === undefined) return 0;
    return 2 * sizeOf(node.shape) * (a.shape.at(node.op.transposeA ? -2 : -1) as number);
  };
  return topologicalOrder(results).reduce((total, node) => total + flops(node), 0);
}

/** Whether timing it is worth the while. */
export const mayTuneThreads = (program: Program, all: number): boolean =>
  all > 1 && productFlops(resultsOf(program)) < MOST_FLOPS;

/**
 * The number of threads that a program runs fastest with; all of them, unless fewer take a twentieth less time.
 * @param open a runtime of so many threads
 */
export async function tuneThreads(
  program: Program,
  all: number,
  { open, clock }: { readonly open: (threads: number) => Runtime; readonly clock: Clock },
): Promise<number> {
  let champion = await stepper(open(all), program);
  let best = all;
  try {
    for (const threads of threadCounts(all).slice(1)) {
      const challenger = await stepper(open(threads), program);
      const share = best === all ? SHARE : 1;
      const better = await wins(challenger.run, champion.run, { clock, rounds: ROUNDS, share });
      await (better ? champion : challenger).release();
      if (better) [champion, best] = [challenger, threads];
    }
    return best;
  } finally {
    await champion.release();
  }
}

async function stepper(
  runtime: Runtime,
  program: Program,
): Promise<{ readonly run: Run; readonly release: () => Promise<void> }> {
  const session = await runtime.open(program);
  const operands = operandsFor(inputsOf(program).values());
  const state = runtime.state(operands);
  const run = (): Promise<unknown> => session.run(state, {});
  for (let i = 0; i < WARM_RUNS; i += 1) await run();
  return {
    run,
    release: async () => {
      state.release();
      await session.release();
    },
  };
}
