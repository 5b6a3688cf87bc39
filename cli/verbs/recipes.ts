/** @file `gantry recipes`: what can be trained, and with which settings. */
import { flagOf, typeOfSetting } from "gantry/config";
import type { Recipe, Settings } from "gantry/game";
import { recipes } from "gantry/recipes";
import { loadRecipe } from "gantry/recipes/node";
import { recipeDefaults } from "../recipe-defaults.ts";
import type { Call, Cli, Verb } from "../verb.ts";
import { tableLines } from "../width.ts";

export const recipesVerb: Verb = { name: "recipes", words: ["[recipe]"], run };

async function run({ cli, words }: Call): Promise<number> {
  const [name] = words;
  const { out } = cli.terminal;
  if (name !== undefined) {
    const recipe = await loadRecipe(name);
    out.write(cli.json ? `${JSON.stringify(plain(recipe))}\n` : detail(recipe, cli));
  } else {
    out.write(cli.json ? `${JSON.stringify({ recipes: recipes.map(plain) })}\n` : list(cli));
  }
  return 0;
}

const plain = (recipe: Recipe): object => {
  const { name, summary, citation, equations, command, settings } = recipe;
  return { name, summary, citation, equations, command, settings, defaultsFor: recipeDefaults(recipe) };
};

function list(cli: Cli): string {
  const rows = recipes.map((recipe) => [cli.outPaint.bold(recipe.name), recipe.summary[cli.language]]);
  return [...tableLines(rows), "", cli.texts.results.recipes.more, ""].join("\n");
}

function detail(recipe: Recipe, cli: Cli): string {
  const { outPaint: paint, texts } = cli;
  const { columns, cite } = texts.results.recipes;
  const rows = Object.entries(recipe.settings).map(([key, setting]) => [
    key,
    flagOf(key),
    String(setting.default),
    texts.expectation(typeOfSetting(setting)),
    texts.settings[setting.help] ?? setting.help,
  ]);
  return [
    `${paint.bold(recipe.name)}  ${recipe.summary[cli.language]}`,
    ...(recipe.citation === "" ? [] : [`${cite}  ${recipe.citation}`]),
    ...(recipe.equations ?? []).map((line) => `  ${texts.equations[line] ?? line}`),
    ...(recipe.command === undefined ? [] : [`${texts.results.recipes.command}  ${recipe.command}`]),
    "",
    ...tableLines([[columns.key, columns.flag, columns.initial, columns.takes, columns.help].map(paint.dim), ...rows]),
    "",
    ...ownDefaults(recipe, cli),
    "",
  ].join("\n");
}

/** One line for each kind of data that the recipe has defaults of its own for. */
function ownDefaults(recipe: Recipe, { texts }: Cli): string[] {
  const { forPoints, forImages, forSmallImages, forLargerImages, forFewImages } = texts.results.recipes;
  const { points, images, smallImages: small, fewImages: few } = recipeDefaults(recipe);
  const line = (own: Settings, sentence: (p: { values: string }) => string): string[] => {
    const values = Object.entries(own).map(([key, value]) => `${key}=${value}`);
    return values.length === 0 ? [] : [sentence({ values: values.join(" ") })];
  };
  const ofSizes =
    small === null
      ? line(images, forImages)
      : [
          ...line(small.values, ({ values }) => forSmallImages({ size: small.upTo, values })),
          ...line(images, ({ values }) => forLargerImages({ size: small.upTo, values })),
        ];
  const ofFew = few === null ? [] : line(few.values, ({ values }) => forFewImages({ below: few.below, values }));
  return [...line(points, forPoints), ...ofSizes, ...ofFew];
}
