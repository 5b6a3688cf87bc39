/**
 * @file A game as programs: one for a whole step (every phase, as often as it says), or one for each phase. Both draw
 * the same inputs under the same names, so a fused step and its phases run one by one are the same computation.
 */
import type { Game, GameInput, Nodes, Phase } from "../game/game.ts";
import type { Node } from "../graph/node.ts";
import { concat, input, reshape } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import { controlNames, dtypeOf } from "./declare.ts";
import { type GameLayout, vectorsOf } from "./layout.ts";
import { type PhaseContext, runPhase, type StateNodes } from "./phase.ts";

/** One input of a program: where its value comes from, afresh each step. */
export interface StepInput {
  /** As the program calls it: `D.0.x` is x of the first repetition of phase D. */
  readonly name: string;
  readonly source: GameInput;
  /** Data and labels of one draw are the same items; draws follow one another through the data. */
  readonly draw: string;
}

/** A program with what the host must feed it and what it may read from it. */
export interface StepProgram {
  readonly program: Program;
  readonly inputs: readonly StepInput[];
  /** Scalars fed by name as `control/<name>`. */
  readonly controls: readonly string[];
  /** Names of the elements of the output `watch` `[W]`. */
  readonly watch: readonly string[];
}

/** All phases in one program. */
export function fusedStep(game: Game, layout: GameLayout): StepProgram {
  return buildStep(
    "step",
    game,
    layout,
    game.phases.map((phase) => ({ phase, times: phase.times ?? 1 })),
  );
}

/** One repetition of one phase; its inputs are called as in the fused step's repetition `repetition`. */
export function phaseStep(game: Game, layout: GameLayout, phase: Phase, repetition = 0): StepProgram {
  return buildStep(`phase ${phase.name}`, game, layout, [{ phase, times: 1, first: repetition }]);
}

interface Repeated {
  readonly phase: Phase;
  readonly times: number;
  readonly first?: number;
}

function buildStep(name: string, game: Game, layout: GameLayout, phases: readonly Repeated[]): StepProgram {
  const controls = controlNames(game);
  const controlNodes = Object.fromEntries(controls.map((control) => [control, input(`control/${control}`, [])]));
  const inputs: StepInput[] = [];
  const initial = stateInputs(layout);
  const watched = new Map<string, Node>();
  let state: StateNodes = initial;
  let before: Nodes = {};

  for (const { phase, times, first = 0 } of phases) {
    for (let repetition = first; repetition < first + times; repetition += 1) {
      const place = `${phase.name}.${repetition}`;
      const fresh = freshInputs(game, phase, place, before, inputs);
      const context: PhaseContext = {
        game,
        layout,
        controls: controlNodes,
        inputs: fresh,
        noise: freshNoise(place, inputs),
      };
      const outcome = runPhase(phase, state, context);
      state = outcome.state;
      before = fresh;
      for (const [key, node] of Object.entries(outcome.watched)) watched.set(key, node);
    }
  }
  const updates = Object.fromEntries([...state].filter(([key, node]) => initial.get(key) !== node));
  const watch = concat(
    [...watched.values()].map((node) => reshape(node, [1])),
    0,
  );
  return { program: { name, outputs: { watch }, updates }, inputs, controls, watch: [...watched.keys()] };
}

/** Every state tensor of the game as an input, by name. */
function stateInputs(layout: GameLayout): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const player of Object.values(layout)) {
    for (const { name, layout: flat } of vectorsOf(player)) nodes.set(name, input(name, [flat.size]));
    for (const [slot, { shape }] of Object.entries(player.slots)) {
      nodes.set(`${player.name}/optimiser/${slot}`, input(`${player.name}/optimiser/${slot}`, shape));
    }
  }
  return nodes;
}

/** Inputs by the game's names, made when first asked for: what a phase does not use is neither drawn nor fed. */
function freshInputs(game: Game, phase: Phase, place: string, before: Nodes, list: StepInput[]): Nodes {
  const made: Record<string, Node> = {};
  const make = (name: string, source: GameInput): Node => {
    if (phase.reuses?.includes(name) && before[name] !== undefined) return before[name];
    const draw = source.kind === "labels" ? `${place}.${source.of}` : `${place}.${name}`;
    list.push({ name: `${place}.${name}`, source, draw });
    return input(`${place}.${name}`, source.shape, dtypeOf(source));
  };
  const nodes: Record<string, Node> = {};
  for (const [name, source] of Object.entries(game.inputs)) {
    Object.defineProperty(nodes, name, {
      enumerable: true,
      get: () => {
        made[name] ??= make(name, source);
        return made[name];
      },
    });
  }
  return nodes;
}

/** Noise that layers ask for (dropout): numbered within the repetition. */
function freshNoise(place: string, list: StepInput[]): PhaseContext["noise"] {
  let count = 0;
  return (kind, shape) => {
    const name = `${place}.noise${count}`;
    count += 1;
    const source: GameInput = kind === "normal" ? { kind, shape } : { kind, shape, low: 0, high: 1 };
    list.push({ name, source, draw: name });
    return input(name, shape);
  };
}
