/**
 * @file The unrolled game: G plays against the D that its fakes will meet after k more steps of D's own.
 *
 *   θ_D⁰ = θ_D,   θ_Dⁱ⁺¹ = θ_Dⁱ − update(∇ L_D(θ_Dⁱ, θ_G))        D's own optimiser, with its memory
 *   G:  θ_G ← θ_G − η ∇_{θ_G} L_G(θ_Dᵏ(θ_G), θ_G)                 also through how θ_Dᵏ follows from θ_G
 *   D:  θ_D ← as before, one step and no more
 *
 * Metz, Poole, Pfau & Sohl-Dickstein, "Unrolled generative adversarial networks", 2017,
 * https://arxiv.org/abs/1611.02163, section 2.3.
 *
 * All k steps see the batch and the z of G's phase, as in the code that the authors published: k fresh batches would
 * cost k more runs of G forwards and backwards, and G is to learn how D answers to these very fakes.
 */
import { GantryError } from "../base/error.ts";
import { sizeOf } from "../base/shape.ts";
import { topologicalOrder } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import { collector } from "../models/trace.ts";
import { dtypeOf, type Game, type Handles, type Nodes, type Phase, type PlayerHandle } from "./game.ts";

/**
 * The same game with its generator's phase against a discriminator `steps` ahead. Any game will do in which one phase
 * updates `D` alone and one `G` alone; whatever D's loss is there (penalties, labels, views) is what it is unrolled by.
 *
 * @param steps k ≥ 1 @throws E112, and E113 for a game that has not these two phases
 */
export function unrolled(game: Game, steps: number): Game {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new GantryError("E112", { where: "unrolled", expected: "an integer ≥ 1", got: String(steps) });
  }
  const [judging, generating] = [phaseOf(game, "D"), phaseOf(game, "G")];
  const loss: Phase["loss"] = (players, inputs, controls) => {
    let D = players.D as PlayerHandle;
    for (let i = 0; i < steps; i += 1) {
      D = stepped(D, judging.loss(withD(players, D), inputs, controls).loss);
    }
    return generating.loss(withD(players, D), inputs, controls);
  };
  return { ...game, phases: game.phases.map((phase) => (phase === generating ? { ...phase, loss } : phase)) };
}

const withD = (players: Handles, D: PlayerHandle): Handles => ({ ...players, D });

function stepped(D: PlayerHandle, loss: ReturnType<PlayerHandle>): PlayerHandle {
  if (D.after !== undefined) return D.after(loss);
  throw new GantryError("E113", { where: "player D", problem: "its handle cannot take a step (it has no `after`)" });
}

function phaseOf({ phases }: Game, player: "D" | "G"): Phase {
  const phase = phases.find(({ updates }) => updates.length === 1 && updates[0] === player);
  if (phase !== undefined) return phase;
  const problem = `no phase updates ${player} alone; an unrolled game has one for D and one for G`;
  throw new GantryError("E113", { where: "unrolled", problem });
}

/**
 * Copies of the values of D's loss that a step leaves behind for G's way back. Measured from 1 to 20 steps: 1 for
 * perceptrons on points, 1.5 for convolutions on 28×28 pixels; what is only handed on is freed.
 */
const KEPT = 1.5;

/** About how many bytes each unrolled step takes: what D's loss computes is kept until G's gradient has passed it. */
export function bytesOfStep(game: Game): number {
  const handles: Handles = Object.fromEntries(
    Object.entries(game.players).map(([name, { network }]) => {
      const { call } = collector(name);
      return [name, (...inputs) => call(network, inputs)];
    }),
  );
  const inputs: Nodes = Object.fromEntries(
    Object.entries(game.inputs).map(([name, source]) => [name, input(name, source.shape, dtypeOf(source))]),
  );
  const controls = Object.fromEntries(Object.keys(game.controls ?? {}).map((name) => [name, input(name, [])]));
  const { loss } = phaseOf(game, "D").loss(handles, inputs, controls);
  const elements = topologicalOrder([loss]).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return KEPT * Float32Array.BYTES_PER_ELEMENT * elements;
}
