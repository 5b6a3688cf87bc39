/**
 * @file What certain steps do more than others (`Phase.extra`): before such a step, a program that holds one phase's
 * repetitions alone is run as many rounds as the phase asks for.
 *
 * Its data follow on from where they stand, its noise is drawn by step and round, and both before the step's own; so
 * what a step does follows from its number and the position in the data, as without. The program is compiled when the
 * first step needs it.
 */
import type { Tensor } from "../base/tensor.ts";
import type { Batches } from "../data/batches.ts";
import type { Game, Phase } from "../game/game.ts";
import type { LoweringOptions } from "../onnx/lowering-options.ts";
import type { DeviceState, Runtime, Session } from "../runtime/runtime.ts";
import type { GameLayout } from "../steps/layout.ts";
import { extraStep, type StepProgram } from "../steps/step.ts";
import { stackedControls } from "./controls.ts";
import { type FeedArrays, type FeedPlace, keptArrays, stackedFeeds } from "./feeds.ts";
import { paceAfter, stretchLimit } from "./stretch.ts";

export interface ExtrasOptions {
  readonly game: Game;
  readonly layout: GameLayout;
  readonly runtime: Runtime;
  readonly seed: number;
  readonly lowering?: LoweringOptions;
}

/** @property position where the data stand after them @property finite whether all that they watched is */
export interface ExtrasOutcome {
  readonly position: number;
  readonly finite: boolean;
}

export interface Extras {
  /** Everything that comes before the ordinary phases of a step. @param controls their values at it */
  readonly run: (place: FeedPlace, controls: Readonly<Record<string, number>>) => Promise<ExtrasOutcome>;
  readonly release: () => Promise<void>;
}

/** The rounds of one phase. */
interface Rounds {
  readonly step: StepProgram;
  readonly session: Session;
  readonly arrays: FeedArrays;
  /** Milliseconds a round; null before the first. */
  pace: number | null;
}

/** What all rounds of a step stand on. */
interface RoundsContext {
  readonly batches: Batches;
  readonly state: DeviceState;
  readonly seed: number;
  readonly controls: Readonly<Record<string, number>>;
}

/** @returns null for a game of which all steps are alike */
export function createExtras(options: ExtrasOptions, batches: Batches, state: DeviceState): Extras | null {
  const { game, seed } = options;
  const phases = game.phases.filter(({ extra }) => extra !== undefined);
  if (phases.length === 0) return null;
  const opened = new Map<Phase, Rounds>();
  const roundsOf = async (phase: Phase): Promise<Rounds> => {
    const rounds = opened.get(phase) ?? (await openRounds(options, phase));
    opened.set(phase, rounds);
    return rounds;
  };
  return {
    run: async ({ step, position }, controls) => {
      let now: ExtrasOutcome = { position, finite: true };
      for (const phase of phases) {
        const count = phase.extra?.(step) ?? 0;
        if (count <= 0 || !now.finite) continue;
        const place = { step, position: now.position };
        now = await runRounds(await roundsOf(phase), place, count, { batches, state, seed, controls });
      }
      return now;
    },
    release: async () => {
      for (const { session } of opened.values()) await session.release();
    },
  };
}

async function openRounds({ game, layout, runtime, lowering }: ExtrasOptions, phase: Phase): Promise<Rounds> {
  const step = extraStep(game, layout, phase);
  return { step, session: await runtime.open(step.program, lowering), arrays: keptArrays(), pace: null };
}

/** All rounds of a phase, as many in a call as steps would be. */
async function runRounds(
  rounds: Rounds,
  { step, position }: FeedPlace,
  count: number,
  context: RoundsContext,
): Promise<ExtrasOutcome> {
  let now: ExtrasOutcome = { position, finite: true };
  for (let round = 0; round < count && now.finite; ) {
    const most = Math.min(count - round, stretchLimit(rounds.pace, rounds.step.inputs));
    now = await runSome(rounds, { step, position: now.position, round }, most, context);
    round += most;
  }
  return now;
}

/** Some rounds in one call. */
async function runSome(
  rounds: Rounds,
  place: FeedPlace,
  count: number,
  { batches, state, seed, controls }: RoundsContext,
): Promise<ExtrasOutcome> {
  const { step, session, arrays } = rounds;
  const { tensors, positions } = stackedFeeds(step.inputs, batches, { seed, ...place }, count, arrays);
  const [began, compiledBefore] = [performance.now(), session.compileMs];
  const same = Array.from({ length: count }, () => controls);
  const result = await session.repeat(state, { ...tensors, ...stackedControls(step.controls, same) }, count);
  const compiling = session.compileMs - compiledBefore; // the first long call compiles its program
  rounds.pace = paceAfter(rounds.pace, (performance.now() - began - compiling) / count);
  const { data } = result.watch as Tensor<"float32">;
  return { position: positions.at(-1) as number, finite: data.every(Number.isFinite) };
}
