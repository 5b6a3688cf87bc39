/**
 * @file A game as programs: one for a whole step (every phase, as often as it says), or one for each phase. Both draw
 * the same inputs under the same names, so a fused step and its phases run one by one are the same computation.
 */
import { sizeOf } from "../base/shape.ts";
import { dtypeOf, type Game, type GameInput, itemsOf, type Nodes, type Phase } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { concat, input, reshape } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import { controlNames } from "./declare.ts";
import { type GameLayout, vectorsOf } from "./layout.ts";
import { type PhaseContext, runPhase, type StateNodes } from "./phase.ts";

/** One input of a program: where its value comes from, afresh each step. */
export interface StepInput {
  /** As the program calls it: `D.0.x` is x of the first repetition of phase D. */
  readonly name: string;
  readonly source: GameInput;
  /** Data, labels and attributes of one draw are the same items; draws follow one another through the data. */
  readonly draw: string;
}

/** A program with what the host must feed it and what it may read from it. */
export interface StepProgram {
  readonly program: Program;
  readonly inputs: readonly StepInput[];
  /** Scalars fed by name as `control/<name>`. */
  readonly controls: readonly string[];
  /** Names of the first elements of the output `watch` `[W]`: the scalars. */
  readonly watch: readonly string[];
  /** What follows them there: tensors of which the host makes statistics, one after the other. */
  readonly watchTensors: readonly WatchedTensor[];
}

/** A watched tensor's place in the output `watch`: `size` elements, row-major. */
export interface WatchedTensor {
  readonly name: string;
  readonly size: number;
}

/** How many elements the output `watch` of one step has. */
export const watchWidth = ({ watch, watchTensors }: Pick<StepProgram, "watch" | "watchTensors">): number =>
  watchTensors.reduce((sum, { size }) => sum + size, watch.length);

/** All phases in one program. */
export function fusedStep(game: Game, layout: GameLayout): StepProgram {
  const turns = game.phases.flatMap((phase) =>
    Array.from({ length: phase.times ?? 1 }, (_, repetition) => ({ phase, repetition, prefix: "" })),
  );
  return buildStep("step", game, layout, turns);
}

/** One repetition of one phase; its inputs are called as in the fused step's repetition `repetition`. */
export function phaseStep(game: Game, layout: GameLayout, phase: Phase, repetition = 0): StepProgram {
  return buildStep(`phase ${phase.name}`, game, layout, [{ phase, repetition, prefix: "" }]);
}

/** All of a step's repetitions of one phase, for what it does more than that: its inputs are called `extra.D.0.x`. */
export function extraStep(game: Game, layout: GameLayout, phase: Phase): StepProgram {
  const turns = Array.from({ length: phase.times ?? 1 }, (_, repetition) => ({ phase, repetition, prefix: "extra." }));
  return buildStep(`extra ${phase.name}`, game, layout, turns);
}

/** One repetition of a phase, counted from 0; what is drawn for it is called by the prefix and both. */
interface Turn {
  readonly phase: Phase;
  readonly repetition: number;
  readonly prefix: string;
}

function buildStep(name: string, game: Game, layout: GameLayout, turns: readonly Turn[]): StepProgram {
  const controls = controlNames(game);
  const controlNodes = Object.fromEntries(controls.map((control) => [control, input(`control/${control}`, [])]));
  const drawn = drawnInputs();
  const initial = stateInputs(layout);
  const watched = new Map<string, Node>();
  let state: StateNodes = initial;

  for (const turn of turns) {
    const inputs = inputsOfTurn(game, turn, drawn);
    const noise = noiseOfTurn(turn, drawn);
    const outcome = runPhase(turn.phase, state, { game, layout, controls: controlNodes, inputs, noise });
    state = outcome.state;
    for (const [key, node] of Object.entries(outcome.watched)) watched.set(key, node);
  }
  const updates = Object.fromEntries([...state].filter(([key, node]) => initial.get(key) !== node));
  const isScalar = ([, node]: [string, Node]): boolean => node.shape.length === 0;
  const scalars = [...watched].filter(isScalar);
  const tensors = [...watched].filter((entry) => !isScalar(entry));
  const watch = concat(
    [...scalars, ...tensors].map(([, node]) => reshape(node, [sizeOf(node.shape)])),
    0,
  );
  return {
    program: { name, outputs: { watch }, updates },
    inputs: drawn.list,
    controls,
    watch: scalars.map(([key]) => key),
    watchTensors: tensors.map(([key, node]) => ({ name: key, size: sizeOf(node.shape) })),
  };
}

/** Every state tensor of the game as an input, by name. */
function stateInputs(layout: GameLayout): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const player of Object.values(layout)) {
    for (const { name, shape } of vectorsOf(player)) nodes.set(name, input(name, shape));
    for (const { state, shape } of player.slots) nodes.set(state, input(state, shape));
  }
  return nodes;
}

/** The inputs that were asked for, each once, in order of first use: what no phase uses is neither drawn nor fed. */
interface DrawnInputs {
  readonly list: StepInput[];
  readonly node: (drawn: StepInput) => Node;
}

function drawnInputs(): DrawnInputs {
  const list: StepInput[] = [];
  const nodes = new Map<string, Node>();
  const make = (drawn: StepInput): Node => {
    const node = input(drawn.name, drawn.source.shape, dtypeOf(drawn.source));
    nodes.set(drawn.name, node);
    list.push(drawn);
    return node;
  };
  return { list, node: (drawn) => nodes.get(drawn.name) ?? make(drawn) };
}

const placeName = ({ phase, repetition, prefix }: Turn): string => `${prefix}${phase.name}.${repetition}`;

/** Inputs by the game's names; a getter, so that what is not asked for is not made. */
function inputsOfTurn(game: Game, turn: Turn, drawn: DrawnInputs): Nodes {
  const nodes: Record<string, Node> = {};
  for (const [name, source] of Object.entries(game.inputs)) {
    const place = placeName(drawingTurn(game, name, turn));
    const draw = `${place}.${itemsOf(name, source)}`;
    const get = (): Node => drawn.node({ name: `${place}.${name}`, source, draw });
    Object.defineProperty(nodes, name, { enumerable: true, get });
  }
  return nodes;
}

/** Where an input's value is drawn: in this turn, or, if the phase reuses it, where the turn before has it from. */
function drawingTurn(game: Game, name: string, turn: Turn): Turn {
  const source = game.inputs[name] as GameInput;
  const items = itemsOf(name, source); // what is known goes with its items
  const reused = turn.phase.reuses?.some((other) => other === name || other === items) === true;
  const before = reused ? turnBefore(game, turn) : undefined;
  return before === undefined ? turn : drawingTurn(game, name, before);
}

function turnBefore(game: Game, { phase, repetition, prefix }: Turn): Turn | undefined {
  if (repetition > 0) return { phase, repetition: repetition - 1, prefix };
  const before = game.phases[game.phases.indexOf(phase) - 1];
  return before === undefined ? undefined : { phase: before, repetition: (before.times ?? 1) - 1, prefix };
}

/** Noise that layers ask for (dropout): numbered within the turn. */
function noiseOfTurn(turn: Turn, drawn: DrawnInputs): PhaseContext["noise"] {
  let count = 0;
  return (kind, shape) => {
    const name = `${placeName(turn)}.noise${count}`;
    count += 1;
    const source: GameInput = kind === "normal" ? { kind, shape } : { kind, shape, low: 0, high: 1 };
    return drawn.node({ name, source, draw: name });
  };
}
