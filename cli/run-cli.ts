/** @file One call of `gantry`: from the words of a command line to an exit code. */
import { CommanderError } from "commander";
import { checkedValue, generalFields } from "gantry/config";
import type { Recipe } from "gantry/game";
import { chooseLanguage, messages } from "gantry/messages";
import { EXIT, showFault } from "./faults.ts";
import { chooseFromMenu } from "./menu.ts";
import { paint } from "./paint.ts";
import { buildProgram } from "./program.ts";
import { hasColour, mayAsk, type Terminal } from "./terminal.ts";
import type { Cli, Verb } from "./verb.ts";

/** What the program consists of. */
export interface CliParts {
  readonly version: string;
  readonly verbs: readonly Verb[];
  readonly recipes: readonly Recipe[];
}

/** The language somebody asked for by `--lang`, before the words are parsed. */
function languageWord(words: readonly string[]): string | undefined {
  const at = words.indexOf("--lang");
  return (
    words.find((word) => word.startsWith("--lang="))?.slice("--lang=".length) ?? (at < 0 ? undefined : words[at + 1])
  );
}

/** What must be known before the words are parsed, because errors of parsing are shown by it as well. */
export function cliFor(words: readonly string[], terminal: Terminal): Cli {
  const end = words.indexOf("--");
  const before = end < 0 ? words : words.slice(0, end);
  const language = chooseLanguage([languageWord(before), terminal.env.GANTRY_LANG, terminal.env.LANG]);
  const refused = before.includes("--no-color");
  return {
    terminal,
    language,
    texts: messages(language),
    json: before.includes("--json"),
    quiet: before.includes("--quiet"),
    outPaint: paint(hasColour(terminal.out, terminal.env, refused)),
    errPaint: paint(hasColour(terminal.err, terminal.env, refused)),
  };
}

/**
 * Does what the words say.
 * @param words without `node` and the script's name @returns the exit code; nothing is thrown
 */
export async function runCli(words: readonly string[], terminal: Terminal, parts: CliParts): Promise<number> {
  const cli = cliFor(words, terminal);
  try {
    return await dispatch(words, cli, parts);
  } catch (error) {
    if (error instanceof CommanderError) return EXIT.done; // help was shown
    return showFault(cli, error, words);
  }
}

async function dispatch(words: readonly string[], cli: Cli, parts: CliParts): Promise<number> {
  let code: number = EXIT.done;
  const program = buildProgram(parts.verbs, parts.recipes, cli, (finished) => {
    code = finished;
  });
  const [first] = words;
  if (first === "--version" || first === "-V") {
    cli.terminal.out.write(`${parts.version}\n`);
    return EXIT.done;
  }
  const lang = languageWord(words);
  if (lang !== undefined) {
    checkedValue(generalFields.lang.type, { key: "lang", value: lang, where: "--lang", text: true });
  }
  if (words.length === 0 && mayAsk(cli.terminal)) {
    const chosen = await chooseFromMenu(cli);
    if (chosen.length > 0) return runCli(chosen, cli.terminal, parts);
  }
  if (words.length === 0) program.outputHelp();
  else await program.parseAsync([...words], { from: "user" });
  return code;
}
