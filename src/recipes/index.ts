/** @file `gantry/recipes`: the published GANs, each a game with defaults and a citation. */
import type { PublishedRecipe } from "../game/recipe.ts";
import { acgan } from "./acgan.ts";
import { began } from "./began.ts";
import { cgan } from "./cgan.ts";
import { dcgan } from "./dcgan.ts";
import { gan } from "./gan.ts";
import { gan2014 } from "./gan-2014.ts";
import { infogan } from "./infogan.ts";
import { r3gan } from "./r3gan.ts";
import { sgan } from "./sgan.ts";
import { sngan } from "./sngan.ts";
import { unrolled } from "./unrolled.ts";
import { wgan } from "./wgan.ts";
import { wganGp } from "./wgan-gp.ts";

/** Every built-in recipe, in the order of `gantry recipes`. */
export const recipes: readonly PublishedRecipe[] = [
  gan,
  gan2014,
  dcgan,
  cgan,
  acgan,
  infogan,
  began,
  sgan,
  wgan,
  wganGp,
  r3gan,
  sngan,
  unrolled,
];

export { acgan, began, cgan, dcgan, gan, gan2014, infogan, r3gan, sgan, sngan, unrolled, wgan, wganGp };
