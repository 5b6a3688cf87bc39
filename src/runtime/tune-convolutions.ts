/**
 * @file Which lowering each convolution of a program gets on this machine, found by timing them.
 *
 * The convolutions of one geometry are timed together, for what one has transformed others use again; the geometry with
 * the most arithmetic comes first. Each primitive is timed alone in every lowering; then the fastest of each, and each
 * lowering for all of them, are raced in turn against the fixed rule's choice where those times let them hope to win; it
 * stands unless another takes a twentieth less time. A geometry that the budget does not reach keeps the fixed rule's choice and is measured by the
 * next program that has it.
 */
import type { Tensor } from "../base/tensor.ts";
import { topologicalOrder } from "../graph/node.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { inputsOf, type Program, resultsOf } from "../graph/program.ts";
import { defaultLowering, loweringFor } from "../onnx/choose-convolutions.ts";
import { type ConvolutionChoices, type ConvolutionKind, convolutionOf } from "../onnx/convolution-choices.ts";
import { type ConvolutionGroup, convolutionGroups, groupProgram, groupSignature } from "../onnx/convolution-groups.ts";
import { type ConvolutionLowering, candidateLowerings } from "../onnx/convolution-lowerings.ts";
import { operandsFor } from "./operands.ts";
import { type Clock, type Run, timed, wins } from "./race.ts";
import type { Runtime } from "./runtime.ts";

export type KindChoices = Readonly<Partial<Record<ConvolutionKind, string>>>;

/** What was measured before: by group (`groupSignature`), then by primitive, the name of a lowering. */
export type MeasuredGroups = Readonly<Record<string, KindChoices>>;

export interface TuneOptions {
  readonly runtime: Runtime;
  readonly program: Program;
  readonly known: MeasuredGroups;
  readonly clock: Clock;
  /** Milliseconds after which measuring ends; what it is at is left half measured. */
  readonly budget: number;
  /** Whether to leave off. */
  readonly stopped?: () => boolean;
}

export interface TuneProgress {
  readonly done: number;
  readonly total: number;
  /** About how many milliseconds all of it takes, before the first is measured. */
  readonly expected: number;
}

export interface Tuned {
  /** Of every geometry, the fixed rule's choices included: what a run keeps. */
  readonly choices: ConvolutionChoices;
  /** What was measured now. */
  readonly measured: MeasuredGroups;
  /** How many geometries the budget did not reach, or let finish. */
  readonly left: number;
}

/** Below, a group takes a fraction of a millisecond, and its timing would be noise. */
const FEWEST_FLOPS = 5e7;
/** A group is timed by some of its members where all of them would take long. */
const MOST_FLOPS = 6e9;
/** Of arithmetic that a millisecond of measuring gets through: each primitive runs some twenty times. */
const FLOPS_PER_MS = 5e6;
const ROUNDS = 3;
/** Others must take less than this share of the fixed rule's time. */
const SHARE = 0.95;

/** Tells before each geometry how far it is. @throws E120 where a lowering cannot be opened */
export async function* tuneConvolutions(options: TuneOptions): AsyncGenerator<TuneProgress, Tuned> {
  const { runtime, program, known, clock, budget, stopped = () => false } = options;
  const start = clock();
  const groups = groupsOf(program);
  const choices: Record<string, KindChoices> = {};
  const measured: Record<string, KindChoices> = {};
  const open = groups.filter((group) => isOpen(group) && known[groupSignature(group)] === undefined);
  for (const group of groups) choices[group.key] = settledChoices(group, known[groupSignature(group)] ?? {});
  const expected = open.reduce((sum, { flops }) => sum + flops, 0) / FLOPS_PER_MS;
  let done = 0;
  for (const group of open) {
    if (clock() - start > budget || stopped()) break;
    yield { done, total: open.length, expected };
    const best = await fastest({ group, runtime, clock, deadline: start + budget, operands: new Map() });
    choices[group.key] = best;
    if (clock() - start > budget) break; // whatever it found holds for now; the next program measures it again
    measured[groupSignature(group)] = best;
    done += 1;
  }
  return { choices, measured, left: open.length - done };
}

const groupsOf = (program: Program): ConvolutionGroup[] => convolutionGroups(simplify(resultsOf(program)));

/** What the fixed rule chooses for every convolution of a program. */
export const usualChoices = (program: Program): ConvolutionChoices =>
  Object.fromEntries(groupsOf(program).map((group) => [group.key, settledChoices(group, {})]));

/** Whether there is anything to choose. */
export const hasConvolutions = (program: Program): boolean =>
  topologicalOrder(resultsOf(program)).some((node) => convolutionOf(node) !== undefined);

/** Whether there is something to measure, and it can be told from noise. */
const isOpen = ({ flops, convolution }: ConvolutionGroup): boolean =>
  flops >= FEWEST_FLOPS && candidateLowerings(convolution).length > 1;

/** Names of lowerings that the geometry has, whatever was noted. */
function settledChoices({ key, convolution, counts }: ConvolutionGroup, noted: KindChoices): KindChoices {
  const kinds = [...counts.keys()];
  return Object.fromEntries(kinds.map((kind) => [kind, loweringFor(kind, convolution, { choices: { [key]: noted } })]));
}

/** The tuner at work on one group; the clock's `deadline` ends it with what it has. */
interface Bench extends Pick<TuneOptions, "runtime" | "clock"> {
  readonly group: ConvolutionGroup;
  readonly deadline: number;
  /** What programs compute with, by shape: the same numbers for all. */
  readonly operands: Map<string, Tensor>;
}

async function fastest(bench: Bench): Promise<KindChoices> {
  const { group, clock, deadline } = bench;
  const kinds = [...group.counts.keys()];
  const usual = Object.fromEntries(kinds.map((kind) => [kind, defaultLowering(kind, group.convolution)]));
  const rivals = challengers(kinds, await timesAlone(bench, kinds), usual);
  if (rivals.length === 0) return usual;
  let best: KindChoices = usual;
  let champion = await openGroup(bench, kinds, best);
  try {
    await champion.run();
    for (const choice of rivals) {
      if (clock() > deadline) break;
      const challenger = await openGroup(bench, kinds, choice);
      const share = best === usual ? SHARE : 1;
      const better = await wins(challenger.run, champion.run, { clock, rounds: ROUNDS, share });
      await (better ? champion : challenger).release();
      if (better) [champion, best] = [challenger, choice];
    }
    return best;
  } finally {
    await champion.release();
  }
}

type Times = ReadonlyMap<ConvolutionKind, ReadonlyMap<ConvolutionLowering, number>>;

/** Each primitive alone in each lowering. One that was not timed took too long, or there was no time. */
async function timesAlone(bench: Bench, kinds: readonly ConvolutionKind[]): Promise<Times> {
  const names = candidateLowerings(bench.group.convolution);
  const times = new Map<ConvolutionKind, Map<ConvolutionLowering, number>>();
  for (const kind of kinds) {
    const own = new Map<ConvolutionLowering, number>();
    for (const name of names) {
      if (bench.clock() > bench.deadline) break;
      const opened = await openGroup(bench, [kind], { [kind]: name });
      own.set(name, await timeAlone(opened.run, bench.clock, Math.min(...own.values())));
      await opened.release();
    }
    times.set(kind, own);
  }
  return times;
}

/** How much longer than the best a run may take for another to be worth while; a first one, which allocates. */
const FAR = 1.3;
const FAR_AT_FIRST = 3;

/** The better of two runs after a first, fewer where they are far from `best`. */
async function timeAlone(run: Run, clock: Clock, best: number): Promise<number> {
  const first = await timed(run, clock);
  if (first > FAR_AT_FIRST * best) return first;
  const second = await timed(run, clock);
  return second > FAR * best ? second : Math.min(second, await timed(run, clock));
}

/** By how much primitives of one lowering are faster together than one after the other: what they share. */
const SHARED = 1.3;

/** Combinations worth a race: the fastest of each primitive, and each lowering for all; the most promising first. */
function challengers(kinds: readonly ConvolutionKind[], alone: Times, usual: KindChoices): KindChoices[] {
  const names = [...(alone.get(kinds[0] as ConvolutionKind)?.keys() ?? [])];
  const timeOf = (kind: ConvolutionKind, name: string | undefined): number =>
    alone.get(kind)?.get(name as ConvolutionLowering) ?? Number.POSITIVE_INFINITY;
  const quickest = (kind: ConvolutionKind): ConvolutionLowering =>
    names.reduce((best, name) => (timeOf(kind, name) < timeOf(kind, best) ? name : best));
  const hope = (choice: KindChoices): number => {
    const tiled = Object.values(choice).filter((name) => name !== "direct");
    const shares = new Set(tiled).size < tiled.length;
    return kinds.reduce((total, kind) => total + timeOf(kind, choice[kind]), 0) / (shares ? SHARED : 1);
  };
  const choices = [quickest, ...names.map((name) => () => name)].map(
    (choice): KindChoices => Object.fromEntries(kinds.map((kind) => [kind, choice(kind)])),
  );
  const distinct = [...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values()];
  return distinct.filter((choice) => hope(choice) < SHARE * hope(usual)).sort((a, b) => hope(a) - hope(b));
}

interface OpenedGroup {
  readonly run: Run;
  readonly release: () => Promise<void>;
}

async function openGroup(
  { group, runtime, operands }: Bench,
  kinds: readonly ConvolutionKind[],
  choice: KindChoices,
): Promise<OpenedGroup> {
  const program = groupProgram(group, MOST_FLOPS, kinds);
  const session = await runtime.open(program, { choices: { [group.key]: choice } });
  const state = runtime.state(operandsFor(inputsOf(program).values(), operands));
  return {
    run: () => session.run(state, {}),
    release: async () => {
      state.release();
      await session.release();
    },
  };
}
