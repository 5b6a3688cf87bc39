/**
 * @file `infogan`: without labels, G learns a code that can be read off its images: a class, and numbers for what else
 * varies.
 *
 *   min_{G,Q} max_D  V(D, G) − λ L_I(G, Q),    L_I = E[log Q(c | G(z, c))] + H(c) ≤ I(c; G(z, c))
 *
 * Chen et al., "InfoGAN: interpretable representation learning by information maximizing generative adversarial nets",
 * 2016, https://arxiv.org/abs/1606.03657. For MNIST they take 62 numbers of noise, a class of 10 and 2 codes in ±1, and
 * rates of 2e-4 for D and 1e-3 for G. The codes are the last numbers of z here, so whatever walks through z finds them;
 * the class is the generator's input `label`. The networks are `dcgan`'s, with one linear head for D and Q; theirs have
 * a hidden layer of 1024 units before it.
 */
import { GantryError } from "../base/error.ts";
import type { Game } from "../game/game.ts";
import { infoganGame } from "../game/infogan.ts";
import type { DataShape, PublishedRecipe, Settings } from "../game/recipe.ts";
import { imagesFor } from "./parts/batch.ts";
import { forSmallImages } from "./parts/convolutions.ts";
import { headedPlay, headedSettings } from "./parts/heads.ts";
import { alike, leftOutByHeads } from "./parts/left-out.ts";
import { withSmallData } from "./parts/small-data.ts";

function build(settings: Settings, data: DataShape): Game {
  const images = imagesFor("infogan", data, "gan");
  const [classes, codes] = [settings["code.classes"] as number, settings["code.numbers"] as number];
  const length = settings["z.size"] as number;
  if (codes > length) {
    const expected = `at most ${length}, the length of z (--z)`;
    throw new GantryError("E112", { where: "--code-numbers", expected, got: String(codes) });
  }
  return infoganGame({
    ...headedPlay(settings, images, classes + codes),
    ...{ classes, codes },
    classWeight: settings["class.weight"] as number,
    codeWeight: settings["code.weight"] as number,
  });
}

export const infogan: PublishedRecipe = {
  name: "infogan",
  summary: {
    en: "finds classes and directions by itself: a code that can be read off each image",
    zh: "无需标签，自行发现类别与变化方向：每幅图像都带有可读出的编码",
  },
  citation: "Chen et al., InfoGAN, 2016, arXiv:1606.03657",
  equations: [
    "min_{G,Q} max_D  V(D, G) − λ L_I(G, Q)",
    "L_I = E[log Q(c | G(z, c))] + H(c) ≤ I(c; G(z, c))",
    "L_G = −E[log D(G(z, c))] − λ L_I",
  ],
  command: "gantry train mnist --recipe infogan",
  settings: {
    ...headedSettings({ z: 64, zKind: "uniform" }),
    "code.classes": { kind: "integer", default: 10, min: 2, max: 1000, help: "classes to be found" },
    "code.numbers": { kind: "integer", default: 2, min: 0, help: "how many numbers, the last of z, are codes" },
    "class.weight": { kind: "number", default: 1, min: 0, help: "λ, weight of the classes' loss" },
    "code.weight": { kind: "number", default: 0.1, min: 0, help: "λ, weight of the codes' loss" },
  },
  leftOut: {
    ...leftOutByHeads("dcgan"),
    ...alike(["conditional", "condition"], {
      en: "G is told a code of its own, and what it means is found without the data's classes and attributes",
      zh: "生成器得到的是自己的编码，编码的含义在不使用数据的类别和属性的情况下发现",
      instead: "cgan",
    }),
  },
  defaultsFor: withSmallData((data) => {
    if (data.kind === "points") return {};
    if (data.size > 32) return { steps: 5000 };
    return { ...forSmallImages, "z.size": 34, steps: 5000 }; // two codes more
  }),
  game: build,
};
