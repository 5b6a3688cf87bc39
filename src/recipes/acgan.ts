/**
 * @file `acgan`: G is asked for a class; D, which is not told, says real or generated, and which class.
 *
 *   L_S = E[log D(x)] + E[log(1 − D(G(z, y)))]      L_C = E[log P(y | x)] + E[log P(y | G(z, y))]
 *   D maximises L_S + λ L_C,  G maximises λ L_C − L_S,  λ 1
 *
 * Odena, Olah & Shlens, "Conditional image synthesis with auxiliary classifier GANs", 2017,
 * https://arxiv.org/abs/1610.09585. The networks are `dcgan`'s, with y beside z and a logit for each class beside D's;
 * theirs are deeper and have dropout and noise in D. Their Adam is the DCGAN's, 2e-4 and β₁ .5.
 */
import { GantryError } from "../base/error.ts";
import { acganGame } from "../game/acgan.ts";
import type { Game } from "../game/game.ts";
import type { DataShape, PublishedRecipe, Settings } from "../game/recipe.ts";
import { imagesFor } from "./parts/batch.ts";
import { forSmallImages } from "./parts/convolutions.ts";
import { headedPlay, headedSettings } from "./parts/heads.ts";
import { alike, leftOutByHeads } from "./parts/left-out.ts";
import { withSmallData } from "./parts/small-data.ts";

function build(settings: Settings, data: DataShape): Game {
  const images = imagesFor("acgan", data, "cgan");
  const { classes } = images;
  if (classes < 2) throw new GantryError("E109", { recipe: "acgan", needs: "labels", instead: null });
  return acganGame({
    ...headedPlay(settings, images, classes),
    ...{ classes, classWeight: settings["class.weight"] as number },
  });
}

export const acgan: PublishedRecipe = {
  name: "acgan",
  summary: {
    en: "D also says which class an image is of, and G draws the class it is asked for",
    zh: "判别器同时判断图像的类别，生成器按指定的类别作画",
  },
  citation: "Odena, Olah & Shlens, Auxiliary Classifier GANs, 2017, arXiv:1610.09585",
  equations: [
    "L_S = E[log D(x)] + E[log(1 − D(G(z, y)))]      L_C = E[log P(y | x)] + E[log P(y | G(z, y))]",
    "D maximises L_S + λ L_C, G maximises λ L_C − L_S",
    "L_G = −E[log D(G(z, y))] − λ E[log P(y | G(z, y))]",
  ],
  command: "gantry train mnist --recipe acgan",
  settings: {
    ...headedSettings({ z: 100 }),
    "class.weight": { kind: "number", default: 1, min: 0, help: "λ, weight of the classes' loss" },
  },
  leftOut: {
    ...leftOutByHeads("cgan"),
    ...alike(["conditional", "condition"], {
      en: "G is told the class always, and D never: it says which",
      zh: "类别始终告知生成器，从不告知判别器：由判别器来判断",
      instead: "cgan",
    }),
  },
  defaultsFor: withSmallData((data) => {
    if (data.kind === "points") return {};
    if (data.size > 32) return { steps: 5000 };
    return { ...forSmallImages, steps: 5000 };
  }),
  game: build,
};
