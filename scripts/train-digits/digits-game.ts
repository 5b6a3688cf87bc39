/**
 * @file Learning to tell digits apart, as a game of one player: it minimises the cross-entropy of its logits, and a
 * moving average of it is what is kept. So a step of it is made and run as every step of a GAN is.
 */

import { DIGITS_CLASSES, DIGITS_SIZE, digitsHead, digitsTrunk } from "../../src/features/digits-network.ts";
import type { Game } from "../../src/game/game.ts";
import { logSoftmax, mean, oneHot, sum } from "../../src/graph/functions.ts";
import { mul, neg } from "../../src/graph/primitives.ts";
import { adam } from "../../src/optim/adam.ts";
import { cosineSchedule } from "../../src/optim/schedules.ts";

/** @property steps over which the learning rate falls to 0 */
export interface DigitsGameOptions {
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number;
}

export function digitsGame({ batch, steps, learningRate }: DigitsGameOptions): Game {
  return {
    players: {
      C: {
        network: (scope, images) => digitsHead(scope, digitsTrunk(scope, images as Parameters<typeof digitsTrunk>[1])),
        optimiser: adam({ learningRate: cosineSchedule({ from: learningRate, steps }) }),
        ema: 0.998,
      },
    },
    inputs: {
      x: { kind: "data", shape: [batch, 1, DIGITS_SIZE, DIGITS_SIZE] },
      label: { kind: "labels", shape: [batch], of: "x" },
    },
    phases: [
      {
        name: "C",
        updates: ["C"],
        loss: ({ C }, { x, label }) => {
          if (C === undefined || x === undefined || label === undefined) throw new Error("the game is not complete");
          const likelihood = sum(mul(logSoftmax(C(x)), oneHot(label, DIGITS_CLASSES)), [1]);
          return { loss: neg(mean(likelihood)) };
        },
      },
    ],
    sampler: {
      player: "C",
      inputs: ["x"],
      output: "sample",
      draw: ({ C }, { x }) => (C as NonNullable<typeof C>)(x as NonNullable<typeof x>),
    },
  };
}
