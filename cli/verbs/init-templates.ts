/** @file What `gantry init` starts from. */

export type Template = "toy2d" | "digits" | "images" | "custom";

interface Start {
  readonly data: string;
  readonly [key: string]: unknown;
}

export const TEMPLATES: Readonly<Record<Template, Start>> = {
  toy2d: { data: "ring8", recipe: "gan", steps: 4000 },
  digits: { data: "strokes", recipe: "dcgan", minutes: 5 },
  images: { data: "./images", recipe: "dcgan", size: 64, flip: true, steps: 20_000 },
  custom: { data: "ring8", recipe: "./recipe.mjs", steps: 4000 },
};

/** A recipe of one's own in a page: networks, optimisers, loss. */
export const ownRecipe: string = `import { adam, add, defineRecipe, mean, mlp, neg, relu, sub } from "gantry";

/** Hinge loss, written out; change anything. */
export default defineRecipe({
  name: "mine",
  summary: { en: "two small networks and the hinge loss", zh: "两个小网络与 hinge 损失" },
  citation: "",
  settings: {
    batch: { kind: "integer", default: 256, min: 1, help: "examples a batch" },
    "lr.g": { kind: "number", default: 5e-4, above: 0, help: "learning rate of G" },
    "lr.d": { kind: "number", default: 1e-3, above: 0, help: "learning rate of D" },
  },
  game: (settings, data) => {
    const batch = settings.batch;
    const optimiser = (learningRate) => adam({ learningRate, beta1: 0, beta2: 0.9 });
    const hinge = (x) => mean(relu(x));
    return {
      players: {
        G: { network: mlp({ hidden: [128, 128], out: [data.dimensions] }), optimiser: optimiser(settings["lr.g"]), ema: 0.99 },
        D: { network: mlp({ hidden: [128, 128], out: 1 }), optimiser: optimiser(settings["lr.d"]) },
      },
      inputs: {
        x: { kind: "data", shape: [batch, data.dimensions] },
        z: { kind: "normal", shape: [batch, 8] },
      },
      phases: [
        {
          name: "D",
          updates: ["D"],
          loss: ({ G, D }, { x, z }) => {
            const lossD = add(hinge(sub(1, D(x))), hinge(add(1, D(G(z)))));
            return { loss: lossD, watch: { lossD } };
          },
        },
        {
          name: "G",
          updates: ["G"],
          loss: ({ G, D }, { z }) => {
            const lossG = neg(mean(D(G(z))));
            return { loss: lossG, watch: { lossG } };
          },
        },
      ],
      sampler: { player: "G", inputs: ["z"], output: "sample", draw: ({ G }, { z }) => G(z) },
    };
  },
});
`;
