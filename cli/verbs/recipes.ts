/** @file `gantry recipes`: what can be trained, and with which settings. */
import { flagOf, typeOfSetting } from "gantry/config";
import type { DataShape, Recipe } from "gantry/game";
import { recipes } from "gantry/recipes";
import { loadRecipe } from "gantry/recipes/node";
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

const { points, images }: Readonly<Record<DataShape["kind"], DataShape>> = {
  points: { kind: "points", dimensions: 2, classes: 0 },
  images: { kind: "images", size: 64, channels: 3, classes: 0 },
};

const plain = ({ name, summary, citation, settings, defaultsFor }: Recipe): object => ({
  name,
  summary,
  citation,
  settings,
  defaultsFor: { points: defaultsFor?.(points) ?? {}, images: defaultsFor?.(images) ?? {} },
});

function list(cli: Cli): string {
  const rows = recipes.map((recipe) => [cli.outPaint.bold(recipe.name), recipe.summary[cli.language]]);
  return [...tableLines(rows), "", cli.texts.results.recipes.more, ""].join("\n");
}

function detail(recipe: Recipe, cli: Cli): string {
  const { outPaint: paint, texts } = cli;
  const { columns, cite, forPoints, forImages } = texts.results.recipes;
  const rows = Object.entries(recipe.settings).map(([key, setting]) => [
    key,
    flagOf(key),
    String(setting.default),
    texts.expectation(typeOfSetting(setting)),
    texts.settings[key] ?? setting.help,
  ]);
  const own = (shape: DataShape): string =>
    Object.entries(recipe.defaultsFor?.(shape) ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(" ");
  return [
    `${paint.bold(recipe.name)}  ${recipe.summary[cli.language]}`,
    ...(recipe.citation === "" ? [] : [`${cite}  ${recipe.citation}`]),
    "",
    ...tableLines([[columns.key, columns.flag, columns.initial, columns.takes, columns.help].map(paint.dim), ...rows]),
    "",
    ...(own(points) === "" ? [] : [forPoints({ values: own(points) })]),
    ...(own(images) === "" ? [] : [forImages({ values: own(images) })]),
    "",
  ].join("\n");
}
