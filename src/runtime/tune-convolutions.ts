/**
 * @file Which lowering each convolution of a program gets on this machine, found by timing them.
 *
 * The convolutions of one geometry are timed together, for what one has transformed others use again; the geometry with
 * the most arithmetic comes first. Each primitive is timed alone in every lowering; then the fastest of each, and each
 * lowering for all of them, are raced in turn against the fixed rule's choice, which stands unless another takes a
 * twentieth less time. A geometry that the budget does not reach keeps the fixed rule's choice and is measured by the
 * next program that has it.
 */
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
  /** Milliseconds after which no further geometry is begun. */
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
  /** How many geometries the budget did not reach. */
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
  const { program, known, clock, budget, stopped = () => false } = options;
  const start = clock();
  const groups = groupsOf(program);
  const choices: Record<string, KindChoices> = {};
  const measured: Record<string, KindChoices> = {};
  const open = groups.filter((group) => group.flops >= FEWEST_FLOPS && known[groupSignature(group)] === undefined);
  for (const group of groups) choices[group.key] = settledChoices(group, known[groupSignature(group)] ?? {});
  const expected = open.reduce((sum, { flops }) => sum + flops, 0) / FLOPS_PER_MS;
  let done = 0;
  for (const group of open) {
    if (clock() - start > budget || stopped()) break;
    yield { done, total: open.length, expected };
    const best = await fastest(group, options, start + budget);
    choices[group.key] = best;
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

/** Names of lowerings that the geometry has, whatever was noted. */
function settledChoices({ key, convolution, counts }: ConvolutionGroup, noted: KindChoices): KindChoices {
  const kinds = [...counts.keys()];
  return Object.fromEntries(kinds.map((kind) => [kind, loweringFor(kind, convolution, { choices: { [key]: noted } })]));
}

async function fastest(group: ConvolutionGroup, options: TuneOptions, deadline: number): Promise<KindChoices> {
  const kinds = [...group.counts.keys()];
  const usual = Object.fromEntries(kinds.map((kind) => [kind, defaultLowering(kind, group.convolution)]));
  const { clock } = options;
  const alone = await timesAlone(group, kinds, options, deadline);
  let best: KindChoices = usual;
  let champion = await openGroup(group, kinds, best, options);
  try {
    await champion.run();
    for (const choice of challengers(kinds, alone, usual)) {
      if (clock() > deadline) break;
      const challenger = await openGroup(group, kinds, choice, options);
      const better = await wins(challenger.run, champion.run, {
        clock,
        rounds: ROUNDS,
        share: best === usual ? SHARE : 1,
      });
      await (better ? champion : challenger).release();
      if (!better) continue;
      [champion, best] = [challenger, choice];
    }
    return best;
  } finally {
    await champion.release();
  }
}

type Times = ReadonlyMap<ConvolutionKind, ReadonlyMap<ConvolutionLowering, number>>;

/** Each primitive alone in each lowering: the better of two runs after a first. */
async function timesAlone(
  group: ConvolutionGroup,
  kinds: readonly ConvolutionKind[],
  options: TuneOptions,
  deadline: number,
): Promise<Times> {
  const names = candidateLowerings(group.convolution);
  const times = new Map<ConvolutionKind, Map<ConvolutionLowering, number>>();
  for (const kind of kinds) {
    const own = new Map<ConvolutionLowering, number>();
    for (const name of names) {
      if (options.clock() > deadline) break;
      const opened = await openGroup(group, [kind], { [kind]: name }, options);
      await opened.run();
      const [first, second] = [await timed(opened.run, options.clock), await timed(opened.run, options.clock)];
      own.set(name, Math.min(first, second));
      await opened.release();
    }
    times.set(kind, own);
  }
  return times;
}

/** By how much a lowering for all primitives may be slower in sum, for what they share is counted once for each. */
const SHARED = 1.3;

/** Combinations worth a race: the fastest of each primitive, and each lowering for all that comes near in sum. */
function challengers(kinds: readonly ConvolutionKind[], alone: Times, usual: KindChoices): KindChoices[] {
  const timeOf = (kind: ConvolutionKind, name: ConvolutionLowering): number =>
    alone.get(kind)?.get(name) ?? Number.POSITIVE_INFINITY;
  const names = [...(alone.get(kinds[0] as ConvolutionKind)?.keys() ?? [])];
  const quickest = (kind: ConvolutionKind): ConvolutionLowering =>
    names.reduce((best, name) => (timeOf(kind, name) < timeOf(kind, best) ? name : best));
  const mixed = Object.fromEntries(kinds.map((kind) => [kind, quickest(kind)]));
  const sum = (choice: (kind: ConvolutionKind) => ConvolutionLowering): number =>
    kinds.reduce((total, kind) => total + timeOf(kind, choice(kind)), 0);
  const uniform = names
    .filter((name) => sum(() => name) < SHARED * sum(quickest))
    .map((name) => Object.fromEntries(kinds.map((kind) => [kind, name])));
  const seen = new Set([JSON.stringify(usual)]);
  return [mixed, ...uniform].filter((choice) => {
    const text = JSON.stringify(choice);
    return !seen.has(text) && seen.add(text);
  });
}

interface OpenedGroup {
  readonly run: Run;
  readonly release: () => Promise<void>;
}

async function openGroup(
  group: ConvolutionGroup,
  kinds: readonly ConvolutionKind[],
  choice: KindChoices,
  { runtime }: TuneOptions,
): Promise<OpenedGroup> {
  const program = groupProgram(group, MOST_FLOPS, kinds);
  const session = await runtime.open(program, { choices: { [group.key]: choice } });
  const state = runtime.state(operandsFor(inputsOf(program).values()));
  return {
    run: () => session.run(state, {}),
    release: async () => {
      state.release();
      await session.release();
    },
  };
}
