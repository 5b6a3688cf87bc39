/** @file Which of its networks a recipe takes: those that `--net` names, or those that suit the data. */
import { GantryError } from "../../base/error.ts";
import type { DataShape, Setting, Settings } from "../../game/recipe.ts";
import type { Images } from "./batch.ts";
import { perceptrons } from "./perceptrons.ts";
import type { Nets } from "./players.ts";

/** The least image of which convolutions' stages leave anything. */
const LEAST = 16;

export interface NetChoice<Name extends string> {
  /** The recipe's name, for errors. */
  readonly recipe: string;
  /** Networks of images; perceptrons, `mlp`, are a choice of every recipe. */
  readonly images: Readonly<Record<Name, (settings: Settings, data: Images) => Nets>>;
  /** What `auto` takes for images. */
  readonly auto: Name;
  /** Pixels a side from which it does, 16 by default; smaller ones take perceptrons. */
  readonly least?: number;
}

/** @param names of networks of images */
export const netSetting = (...names: readonly string[]): Setting => ({
  ...{ kind: "choice", default: "auto", choices: ["auto", ...names], help: "the networks" },
});

export const suitsConvolutions = (data: DataShape, least: number = LEAST): boolean =>
  data.kind === "images" && data.size >= least;

/** @throws E109 for networks of images on points, and what the networks throw */
export function chosenNets<Name extends string>(
  settings: Settings,
  data: DataShape,
  { recipe, images, auto, least = LEAST }: NetChoice<Name>,
): Nets {
  const asked = settings.net as Name | "auto" | "mlp";
  const net = asked === "auto" ? (suitsConvolutions(data, least) ? auto : "mlp") : asked;
  if (net === "mlp") return perceptrons(settings, data);
  if (data.kind === "images") return images[net](settings, data);
  throw new GantryError("E109", { recipe: `${recipe} --net ${net}`, needs: "images", instead: `${recipe} --net mlp` });
}
