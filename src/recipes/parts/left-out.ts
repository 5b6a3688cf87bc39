/** @file Settings that others have and a game of heads or an autoencoder leaves out: why, and which recipe has them. */
import type { LeftOut } from "../../game/recipe.ts";

/** Of games whose D says of each image what it is. @param instead a recipe that has them */
export const leftOutByHeads = (instead: string): Readonly<Record<string, LeftOut>> => ({
  pack: {
    en: "D says of each image which class or code it has, and a pack is of several images",
    zh: "判别器要说出每张图像的类别或编码，而一个包里有多张图像",
    instead,
  },
  ...alike(["penalty", "penalty.weight"], {
    en: "its paper has no gradient penalty, and those here are of a D that gives a verdict alone",
    zh: "它的论文没有梯度惩罚，而这里的梯度惩罚只用于仅作真假判断的判别器",
    instead,
  }),
});

/** The same reason for several. */
export const alike = (keys: readonly string[], reason: LeftOut): Record<string, LeftOut> =>
  Object.fromEntries(keys.map((key) => [key, reason]));
