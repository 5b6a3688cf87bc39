/**
 * @file Who judges data in a game: found by whom its phases call on data, with what they tell it of each item besides
 * (y of a label or attributes). Games say nothing of it themselves, so it works for anybody's.
 */
import { GantryError } from "../base/error.ts";
import { sameShape } from "../base/shape.ts";
import type { Game, Handles, Nodes, PlayerHandle } from "../game/game.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { keepsRowsApart } from "../graph/rows.ts";
import { gameControls, gameInputs } from "./declare.ts";
import type { GameLayout } from "./layout.ts";
import { inferenceHandles, type VectorSource, type Weights } from "./sampler.ts";

export interface JudgeCall {
  readonly player: string;
  /** The batch, and what is told of it. */
  readonly operands: readonly [Node, ...Node[]];
}

/** Calls of players other than the sampler's on batches of data, as they are or through views. @param inputs of the game */
export function callsOnData(game: Game, handles: Handles, inputs: Nodes): readonly JudgeCall[] {
  const calls: JudgeCall[] = [];
  const listening = Object.fromEntries(
    Object.entries(handles).map(([player, handle]) => {
      const call = (...operands: Node[]): Node => {
        calls.push({ player, operands: operands as [Node] });
        return handle(...operands);
      };
      const listener: PlayerHandle = Object.assign(call, { after: () => listener });
      return [player, listener];
    }),
  );
  const controls = gameControls(game);
  for (const { loss } of game.phases) loss(listening, inputs, controls);
  return calls.filter(({ player, operands: [x] }) => player !== game.sampler.player && isData(game, inputs, x));
}

function isData({ inputs: specs }: Game, inputs: Nodes, x: Node): boolean {
  const below = inputsBelow([x]);
  return Object.entries(inputs).some(
    ([name, { shape }]) => specs[name]?.kind === "data" && sameShape(shape, x.shape) && below.has(name),
  );
}

const inputsBelow = (nodes: readonly Node[]): ReadonlySet<string> =>
  new Set(topologicalOrder(nodes).flatMap(({ op }) => (op.kind === "input" ? [op.name] : [])));

export interface JudgedSamples {
  /** Who judges. */
  readonly player: string;
  /** `[batch, ...]`, as `samplerOutput` has them. */
  readonly samples: Node;
  /** The judge's plain output on them. */
  readonly output: Node;
}

/**
 * What a game's sampler draws, and what D says of it, both in inference; D is told of a sample what G was asked for.
 * @throws E730 where no player judges samples one by one: of a pack, or of a whole batch, none has an opinion of its own
 */
export function judgedSamples(
  game: Game,
  layout: GameLayout,
  batch: number,
  weights: Weights,
  source: VectorSource,
): JudgedSamples {
  const handles = inferenceHandles(game, layout, weights, source);
  const found = judgeOf(game, handles, gameInputs(game));
  const inputs = gameInputs(game, batch);
  const call = found === null ? undefined : callsOnData(game, handles, inputs).find(({ player }) => player === found);
  if (call === undefined) throw new GantryError("E730", { players: Object.keys(game.players), one: true });
  const samples = game.sampler.draw(handles, inputs);
  const [, ...told] = call.operands;
  return { player: call.player, samples, output: (handles[call.player] as PlayerHandle)(samples, ...told) };
}

/** The first who treats each example by itself, and is told nothing but what the sampler is. */
function judgeOf(game: Game, handles: Handles, inputs: Nodes): string | null {
  const alone = callsOnData(game, handles, inputs).find(({ player, operands }) => {
    const [x, ...told] = operands;
    const asked = [...inputsBelow(told)].every((name) => game.sampler.inputs.includes(name));
    return asked && judgesApart(handles[player] as PlayerHandle, [x, ...told]);
  });
  return alone?.player ?? null;
}

/** Of two batches, for groups of one may happen to be of one example each. */
function judgesApart(judge: PlayerHandle, operands: readonly Node[]): boolean {
  const batches = operands.map(({ shape: [count, ...example], dtype }, i) =>
    input(`judged ${i}`, [2 * (count as number), ...example], dtype as "float32"),
  );
  try {
    return keepsRowsApart(judge(...batches), batches);
  } catch {
    return false; // it takes batches of one size alone
  }
}
