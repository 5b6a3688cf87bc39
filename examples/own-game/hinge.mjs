// A game of your own: two networks, the hinge loss written out, two phases.
import { adam, add, defineGame, mean, mlp, neg, relu, sub } from "gantry";

export default (data) =>
  defineGame({
    players: {
      G: {
        network: mlp({ hidden: [64, 64], out: data.dimensions }),
        optimiser: adam({ learningRate: 1e-3, beta1: 0.5 }),
        ema: 0.99,
      },
      D: { network: mlp({ hidden: [64, 64], out: 1 }), optimiser: adam({ learningRate: 1e-3, beta1: 0.5 }) },
    },
    inputs: { x: { kind: "data", shape: [128, data.dimensions] }, z: { kind: "normal", shape: [128, 8] } },
    phases: [
      {
        name: "D",
        updates: ["D"],
        loss: ({ G, D }, { x, z }) => ({ loss: add(mean(relu(sub(1, D(x)))), mean(relu(add(1, D(G(z)))))) }),
      },
      { name: "G", updates: ["G"], loss: ({ G, D }, { z }) => ({ loss: neg(mean(D(G(z)))) }) },
    ],
    sampler: { player: "G", inputs: ["z"], output: "sample", draw: ({ G }, { z }) => G(z) },
  });
