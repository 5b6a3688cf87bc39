/** @file `docs/cli.md` and `docs/configuration.md`, made from what the program itself knows; a test compares. */
import type { Command } from "commander";
import { flagOf, generalFields, generalKeys, typeOfSetting } from "gantry/config";
import type { Recipe, Settings } from "gantry/game";
import { messages } from "gantry/messages";
import { recipes } from "gantry/recipes";
import { environmentSection } from "./docs-environment.ts";
import { paint } from "./paint.ts";
import { buildProgram } from "./program.ts";
import { recipeDefaults } from "./recipe-defaults.ts";
import type { OutputStream } from "./terminal.ts";
import type { Cli } from "./verb.ts";
import { verbs } from "./verbs.ts";

const NOTE = "<!-- Made by `npm run docs:cli`; edit the sources and run it again. -->";
const COLUMNS = 100;

/** Help goes nowhere but into the document: 100 columns, no colours, English. */
function documentCli(): Cli {
  const silent: OutputStream = {
    isTTY: false,
    columns: () => COLUMNS,
    rows: () => 24,
    colourDepth: () => 1,
    write: () => {},
  };
  return {
    terminal: {
      out: silent,
      err: silent,
      input: process.stdin,
      env: {},
      cwd: ".",
      onInterrupt: () => () => {},
      stopNow: () => {},
    },
    language: "en",
    texts: messages("en"),
    json: false,
    quiet: true,
    outPaint: paint(false),
    errPaint: paint(false),
  };
}

/** Every command with its help. */
export function cliDocument(): string {
  const program = buildProgram(verbs, recipes, documentCli(), () => {});
  const sections = [program, ...leavesOf(program)].map((command) => {
    const name = command.parent === null ? "gantry" : nameOf(command);
    return [`## \`${name}\``, "", "```text", command.helpInformation().trimEnd(), "```", ""].join("\n");
  });
  return [
    "# The command line",
    "",
    NOTE,
    "",
    "Results go to stdout, talk to stderr; `--json` makes stdout one line of JSON (JSON lines for training).",
    "Exit codes: 0 done, 1 a fault of Gantry's, 2 usage or configuration, 3 data, 4 diverged, 130 interrupted",
    "with a checkpoint saved.",
    "",
    ...sections,
  ].join("\n");
}

const leavesOf = (command: Command): Command[] =>
  command.commands.flatMap((sub) => (sub.commands.length > 0 ? leavesOf(sub) : [sub]));

const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;

const cell = (text: string): string => text.replaceAll("|", "\\|");
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(heading),
  row(heading.map(() => "---")),
  ...rows.map(row),
  "",
];

/** Every field and setting: key, flag, values, default, meaning. */
export function configurationDocument(): string {
  const texts = messages("en");
  const general = generalKeys.map((key) => {
    const { type, default: initial, elsewhere } = generalFields[key];
    const name = initial === true ? flagOf(key).replace("--", "--no-") : flagOf(key);
    const flag = key === "data" ? "the first word" : `\`${name}\``;
    const none = initial === null || elsewhere === true || (Array.isArray(initial) && initial.length === 0);
    const shown = none ? "" : `\`${initial}\``;
    return [`\`${key}\``, flag, texts.expectation(type), shown, texts.fields[key]];
  });
  return [
    "# Configuration",
    "",
    NOTE,
    "",
    "A value comes from, in rising order of weight: its default, the recipe, what follows from the data,",
    "`gantry.config.json`, a flag, `--set key=value`. `gantry train … --dry-run` shows every value and its origin.",
    "",
    "```json",
    '{ "data": "./photos", "recipe": "dcgan", "steps": 20000, "batch": 32, "lr": { "g": 0.0002, "d": 0.0001 } }',
    "```",
    "",
    'Keys with a dot may be nested as above or written `"lr.g"`. An unknown key is an error.',
    "",
    "## General",
    "",
    ...table(["key", "flag", "takes", "default", "meaning"], general),
    ...environmentSection(),
    ...recipes.flatMap(recipeSection),
  ].join("\n");
}

function recipeSection(recipe: Recipe): string[] {
  const { expectation } = messages("en");
  const own = ownColumns(recipe);
  const keys = [...new Set([recipe.settings, ...own.map(({ values }) => values)].flatMap(Object.keys))];
  const rows = keys.map((key) => {
    const setting = recipe.settings[key];
    const initial = setting === undefined ? "" : `\`${setting.default}\``;
    const takes = setting === undefined ? "" : expectation(typeOfSetting(setting));
    const help = setting?.help ?? "see above";
    const others = own.map(({ values }) => (values[key] === undefined ? "" : `\`${values[key]}\``));
    return [`\`${key}\``, `\`${flagOf(key)}\``, takes, initial, ...others, help];
  });
  return [
    `## \`${recipe.name}\``,
    "",
    `${recipe.summary.en[0]?.toUpperCase()}${recipe.summary.en.slice(1)}. ${recipe.citation}.`,
    "",
    ...table(["key", "flag", "takes", "default", ...own.map(({ heading }) => heading), "meaning"], rows),
  ];
}

/** The recipe's own defaults by kind of data, one column each. */
function ownColumns(recipe: Recipe): { readonly heading: string; readonly values: Settings }[] {
  const { points, images, smallImages: small } = recipeDefaults(recipe);
  const ofPoints = { heading: "points", values: points };
  if (small === null) return [ofPoints, { heading: "images", values: images }];
  return [
    ofPoints,
    { heading: `images up to ${small.upTo} pixels`, values: small.values },
    { heading: `images over ${small.upTo} pixels`, values: images },
  ];
}
