/** @file `gantry init`: a configuration to start from, with its schema for editors. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { GantryError } from "gantry/base";
import { configSchema } from "gantry/config";
import { recipes } from "gantry/recipes";
import { CONFIG_FILE } from "../config-file.ts";
import { placeOf } from "../follow-run.ts";
import { writeOutput } from "../output.ts";
import type { Call, Verb } from "../verb.ts";
import { ownRecipe, TEMPLATES, type Template } from "./init-templates.ts";

const SCHEMA_FILE = "gantry.config.schema.json";

export const initVerb: Verb = {
  name: "init",
  words: ["[folder]"],
  options: [
    {
      name: "template",
      type: { kind: "choice", choices: Object.keys(TEMPLATES) },
      default: "digits",
      argument: Object.keys(TEMPLATES).join("|"),
    },
  ],
  run,
};

async function run({ cli, words, options }: Call): Promise<number> {
  const folder = resolve(cli.terminal.cwd, words[0] ?? ".");
  const template = options.text("template") as Template;
  const config = { $schema: `./${SCHEMA_FILE}`, ...TEMPLATES[template] };
  const files: Readonly<Record<string, string>> = {
    [CONFIG_FILE]: `${JSON.stringify(config, null, 2)}\n`,
    [SCHEMA_FILE]: `${JSON.stringify(configSchema(recipes, cli.texts.fields), null, 2)}\n`,
    "README.md": `${cli.texts.init.readme({ data: config.data, template })}\n`,
    ...(template === "custom" ? { "recipe.mjs": ownRecipe } : {}),
  };
  const taken = Object.keys(files).filter((name) => existsSync(join(folder, name)));
  if (taken.length > 0) throw new GantryError("E211", { paths: taken.map((name) => placeOf(cli, join(folder, name))) });
  for (const [name, text] of Object.entries(files)) await writeOutput(cli, join(folder, name), text);
  const { out } = cli.terminal;
  if (cli.json) out.write(`${JSON.stringify({ folder, files: Object.keys(files) })}\n`);
  else if (!cli.quiet)
    out.write(
      `${Object.keys(files)
        .map((name) => placeOf(cli, join(folder, name)))
        .join("\n")}\n${nextOf(cli, folder)}\n`,
    );
  return 0;
}

function nextOf(cli: Call["cli"], folder: string): string {
  const place = placeOf(cli, folder);
  const enter = place === "." ? "" : `cd ${place} && `;
  return `${cli.texts.init.next}  ${enter}gantry train`;
}
