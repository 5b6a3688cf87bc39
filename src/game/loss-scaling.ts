/** @file A game for mixed precision: the same one, with every player's gradients scaled (`optim/loss-scaling.ts`). */
import { withLossScale } from "../optim/loss-scaling.ts";
import type { Game } from "./game.ts";

/** @param game any; its phases, inputs and controls stay as they are */
export function withLossScaling(game: Game): Game {
  const players = Object.entries(game.players).map(
    ([name, player]) => [name, { ...player, optimiser: withLossScale(player.optimiser) }] as const,
  );
  return { ...game, players: Object.fromEntries(players) };
}
