/**
 * @file Learning to tell faces' attributes, as a game of one player. Its data are images with what is to be told of
 * them behind: 3·32·32 pixels, then 13 numbers.
 */
import type { Game } from "../../src/game/game.ts";
import { logSoftmax, mean, square, sum } from "../../src/graph/functions.ts";
import type { Node } from "../../src/graph/node.ts";
import { add, mul, neg, reshape, sliceAxis, softplus, sub } from "../../src/graph/primitives.ts";
import { FACES_SIZE, facesNet } from "../../src/latent/faces-network.ts";
import { adam } from "../../src/optim/adam.ts";
import { cosineSchedule } from "../../src/optim/schedules.ts";

export const PIXELS = 3 * FACES_SIZE * FACES_SIZE;
export const NUMBERS = 13;

/** Noise is laid on the pixels: what a generator draws is never as clean as what it was shown. */
const NOISE = 0.12;

export interface FacesGameOptions {
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number;
}

export function facesGame({ batch, steps, learningRate }: FacesGameOptions): Game {
  return {
    players: {
      C: {
        network: facesNet,
        optimiser: adam({ learningRate: cosineSchedule({ from: learningRate, steps }) }),
        ema: 0.998,
      },
    },
    inputs: {
      x: { kind: "data", shape: [batch, PIXELS + NUMBERS] },
      noise: { kind: "normal", shape: [batch, PIXELS] },
    },
    phases: [
      {
        name: "C",
        updates: ["C"],
        loss: ({ C }, { x, noise }) => {
          if (C === undefined || x === undefined || noise === undefined) throw new Error("the game is not complete");
          const pixels = add(sliceAxis(x, 1, 0, PIXELS), mul(noise, NOISE));
          const told = C(reshape(pixels, [batch, 3, FACES_SIZE, FACES_SIZE]));
          return { loss: lossOf(told, sliceAxis(x, 1, PIXELS, PIXELS + NUMBERS)) };
        },
      },
    ],
    sampler: {
      player: "C",
      inputs: ["x"],
      output: "sample",
      draw: ({ C }, { x }) => {
        if (C === undefined || x === undefined) throw new Error("the game is not complete");
        return C(reshape(sliceAxis(x, 1, 0, PIXELS), [x.shape[0] as number, 3, FACES_SIZE, FACES_SIZE]));
      },
    },
  };
}

/** Squares for amounts, cross-entropy for what is there or not; where the glasses are counts only where there are any. */
function lossOf(told: Node, wanted: Node): Node {
  const part = (x: Node, from: number, to: number): Node => sliceAxis(x, 1, from, to);
  const error = (from: number, to: number): Node => square(sub(part(told, from, to), part(wanted, from, to)));
  const glasses = part(wanted, 1, 2);
  const logit = part(told, 1, 2);
  const terms = [
    mul(mean(error(0, 1)), 4),
    mean(sub(softplus(logit), mul(glasses, logit))), // −y log σ(l) − (1 − y) log(1 − σ(l))
    neg(mean(sum(mul(logSoftmax(part(told, 2, 7)), part(wanted, 2, 7)), [1]))),
    mul(mean(error(7, 8)), 4),
    mul(mean(error(8, 9)), 8),
    mul(mean(mul(error(9, 13), glasses)), 16),
  ];
  return terms.reduce((total, term) => add(total, term));
}
