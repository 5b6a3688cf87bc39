/**
 * @file Which lowering each convolution of a program gets on this machine, found by timing them.
 *
 * The convolutions of one geometry are timed together, for what one has transformed others use again; the geometry with
 * the most arithmetic comes first. Each primitive is timed alone in every lowering; then the fastest of each, and each
 * lowering for all of them, are raced in turn against the fixed rule's choice where those times let them hope to win;
 * it stands unless another takes a twentieth less time, and where it cannot be run itself. A geometry that the budget
 * does not reach keeps the fixed rule's choice and is measured by the next program that has it.
 */
import type { Tensor } from "../base/tensor.ts";
import { topologicalOrder } from "../graph/node.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { type Program, resultsOf } from "../graph/program.ts";
import { defaultLowering, loweringFor } from "../onnx/choose-convolutions.ts";
import { type ConvolutionChoices, type ConvolutionKind, convolutionOf } from "../onnx/convolution-choices.ts";
import { type ConvolutionGroup, convolutionGroups, groupProgram, groupSignature } from "../onnx/convolution-groups.ts";
import { type ConvolutionLowering, candidateLowerings } from "../onnx/convolution-lowerings.ts";
import type { LoweringOptions } from "../onnx/lowering-options.ts";
import { programRunner } from "./program-runner.ts";
import { type Clock, fastestOf, type Run, type Runner, timed } from "./race.ts";
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

/** Tells before each geometry how far it is. A lowering that cannot be opened or run is not chosen. */
export async function* tuneConvolutions(options: TuneOptions): AsyncGenerator<TuneProgress, Tuned> {
  const { runtime, program, known, clock, budget, stopped = () => false } = options;
  const deadline = clock() + budget;
  const over = (): boolean => clock() > deadline || stopped();
  const groups = groupsOf(program);
  const choices: Record<string, KindChoices> = {};
  const measured: Record<string, KindChoices> = {};
  const open = groups.filter((group) => isOpen(group) && known[groupSignature(group)] === undefined);
  for (const group of groups) choices[group.key] = settledChoices(group, known[groupSignature(group)] ?? {});
  const expected = open.reduce((sum, { flops }) => sum + flops, 0) / FLOPS_PER_MS;
  let done = 0;
  for (const group of open) {
    if (over()) break;
    yield { done, total: open.length, expected };
    const best = await fastest({ group, runtime, clock, over, operands: new Map() });
    if (best !== null) choices[group.key] = best;
    if (over()) break; // whatever it found holds for now; the next program measures it again
    if (best !== null) measured[groupSignature(group)] = best;
    done += 1;
  }
  return { choices, measured, left: open.length - done };
}

/** None is found before the program is simplified: that takes a tenth of a second of a run's start. */
const groupsOf = (program: Program): ConvolutionGroup[] =>
  hasConvolutions(program) ? convolutionGroups(simplify(resultsOf(program))) : [];

/** What the fixed rule chooses for every convolution of a program. */
export const usualChoices = (program: Program, precision: LoweringOptions["precision"] = "full"): ConvolutionChoices =>
  Object.fromEntries(groupsOf(program).map((group) => [group.key, settledChoices(group, {}, precision)]));

/** Whether there is anything to choose. */
export const hasConvolutions = (program: Program): boolean =>
  topologicalOrder(resultsOf(program)).some((node) => convolutionOf(node) !== undefined);

/** Whether there is something to measure, and it can be told from noise. */
const isOpen = ({ flops, convolution }: ConvolutionGroup): boolean =>
  flops >= FEWEST_FLOPS && candidateLowerings(convolution).length > 1;

/** Names of lowerings that the geometry has, whatever was noted. */
function settledChoices(
  { key, convolution, counts }: ConvolutionGroup,
  noted: KindChoices,
  precision: LoweringOptions["precision"] = "full",
): KindChoices {
  const options = { choices: { [key]: noted }, precision };
  return Object.fromEntries([...counts.keys()].map((kind) => [kind, loweringFor(kind, convolution, options)]));
}

/** The tuner at work on one group; when it is `over`, it ends with what it has. */
interface Bench extends Pick<TuneOptions, "runtime" | "clock"> {
  readonly group: ConvolutionGroup;
  readonly over: () => boolean;
  /** What programs compute with, by shape: the same numbers for all. */
  readonly operands: Map<string, Tensor>;
}

/** @returns null where not even the fixed rule's choice can be run: what trains with it will tell why */
async function fastest(bench: Bench): Promise<KindChoices | null> {
  const { group, clock, over } = bench;
  const kinds = [...group.counts.keys()];
  const usual = Object.fromEntries(kinds.map((kind) => [kind, defaultLowering(kind, group.convolution)] as const));
  const alone = await timesAlone(bench, kinds);
  if (kinds.some((kind) => alone.get(kind)?.get(usual[kind] as ConvolutionLowering) === FAILED)) return null;
  const rivals = challengers(kinds, alone, usual);
  if (rivals.length === 0) return usual;
  const open = (choice: KindChoices): Promise<Runner> => openGroup(bench, kinds, choice);
  return fastestOf([usual, ...rivals], { open, clock, rounds: ROUNDS, share: SHARE, over });
}

/** The time of one that cannot be opened or run. */
const FAILED: number = Number.POSITIVE_INFINITY;

type Times = ReadonlyMap<ConvolutionKind, ReadonlyMap<ConvolutionLowering, number>>;

/** Each primitive alone in each lowering. One that was not timed took too long, or there was no time. */
async function timesAlone(bench: Bench, kinds: readonly ConvolutionKind[]): Promise<Times> {
  const names = candidateLowerings(bench.group.convolution);
  const times = new Map<ConvolutionKind, Map<ConvolutionLowering, number>>();
  for (const kind of kinds) {
    const own = new Map<ConvolutionLowering, number>();
    for (const name of names) {
      if (bench.over()) break;
      own.set(name, await timeAlone(() => openGroup(bench, [kind], { [kind]: name }), bench.clock, [...own.values()]));
    }
    times.set(kind, own);
  }
  return times;
}

/** How much longer than the best a run may take for another to be worth while; a first one, which allocates. */
const FAR = 1.3;
const FAR_AT_FIRST = 3;

/** Opened for this alone. @param others what the others took */
async function timeAlone(open: () => Promise<Runner>, clock: Clock, others: readonly number[]): Promise<number> {
  const runner = await open().catch(() => null);
  if (runner === null) return FAILED;
  try {
    return await betterOfRuns(runner.run, clock, Math.min(...others));
  } catch {
    return FAILED;
  } finally {
    await runner.release();
  }
}

/** The better of two runs after a first, fewer where they are far from `best`. */
async function betterOfRuns(run: Run, clock: Clock, best: number): Promise<number> {
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
  if (names.length === 0) return []; // it was over before the first
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

async function openGroup(
  { group, runtime, operands }: Bench,
  kinds: readonly ConvolutionKind[],
  choice: KindChoices,
): Promise<Runner> {
  const lowering = { choices: { [group.key]: choice } };
  return programRunner(runtime, groupProgram(group, MOST_FLOPS, kinds), { lowering, operands });
}
