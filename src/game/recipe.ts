/**
 * @file What a recipe is: a published GAN as a game, with settings that have defaults, a citation and a summary.
 * A user's own `--recipe ./mine.mjs` exports one as its default (`defineRecipe`), or a function from data to a game.
 */
import type { Attribute } from "../base/attribute.ts";
import type { Game } from "./game.ts";

/** What a recipe may ask about the data. `size`: height and width in pixels. */
export type DataShape = {
  readonly classes: number;
  /** What numbers are known of each item; absent where there are none. */
  readonly attributes?: readonly Attribute[];
  /** How many items there are; absent where it is not known. */
  readonly count?: number;
} & (
  | { readonly kind: "images"; readonly size: number; readonly channels: number }
  | { readonly kind: "points"; readonly dimensions: number }
);

/** Fewer images are few: D would learn them by heart (Karras et al. 2020 see it from some thousand on). */
export const SMALL_DATA = 2000;

export type SettingValue = number | string | boolean;

/** One setting: what it may be and what it is unless somebody says otherwise. Bounds are inclusive. */
export type Setting =
  | {
      readonly kind: "number";
      readonly default: number;
      readonly min?: number;
      readonly above?: number;
      readonly max?: number;
      readonly help: string;
    }
  | {
      readonly kind: "integer";
      readonly default: number;
      readonly min?: number;
      readonly max?: number;
      readonly help: string;
    }
  | { readonly kind: "choice"; readonly default: string; readonly choices: readonly string[]; readonly help: string }
  | { readonly kind: "switch"; readonly default: boolean; readonly help: string };

export type Settings = Readonly<Record<string, SettingValue>>;

/** Why a recipe has not a setting that others have; a clause, without a full stop. `instead`: a recipe that has it. */
export interface LeftOut {
  readonly en: string;
  readonly zh: string;
  readonly instead?: string;
}

export interface Recipe {
  readonly name: string;
  readonly summary: { readonly en: string; readonly zh: string };
  readonly citation: string;
  /** What each player minimises, a line each, in the paper's own letters; `gantry recipes <name>` shows them. */
  readonly equations?: readonly string[];
  /** A command that shows the recipe at what it is good at. */
  readonly command?: string;
  /** Dotted keys (`lr.g`) → setting. Shared names mean the same in every recipe (see `recipes/parts`). */
  readonly settings: Readonly<Record<string, Setting>>;
  /** Dotted keys that others have and this one has a reason to leave out; said to whoever asks for one. */
  readonly leftOut?: Readonly<Record<string, LeftOut>>;
  /** Defaults that depend on the data; they stand between the recipe's own and the user's. */
  readonly defaultsFor?: (data: DataShape) => Settings;
  /** Builds the game. @throws E1xx where data and settings do not go together */
  readonly game: (settings: Settings, data: DataShape) => Game;
}

/** One that ships with the package says what it is by formula and command as well. */
export type PublishedRecipe = Recipe & Required<Pick<Recipe, "equations" | "command">>;

/** Gives a recipe back as it is, with its type: for modules that export one. */
export const defineRecipe = (recipe: Recipe): Recipe => recipe;
