/** @file The verbs as a commander program: options, help in the reader's language, our own errors. */
import { Command, Option } from "commander";
import type { Recipe } from "gantry/game";
import {
  addConfigFlags,
  type ConfigFlag,
  flagLayers,
  generalFlags,
  initialText,
  settingFlags,
} from "./config-options.ts";
import { usageFault } from "./faults.ts";
import { type Cli, optionsOf, type Verb, type VerbOption } from "./verb.ts";
import { displayWidth, wrapText } from "./width.ts";

/** Wider lines are hard to read, also where the terminal has room for them. */
const HELP_WIDTH = 110;

/**
 * The whole program.
 * @param finish is told a verb's exit code when it is done
 */
export function buildProgram(
  verbs: readonly Verb[],
  recipes: readonly Recipe[],
  cli: Cli,
  finish: (code: number) => void,
): Command {
  const { frame, verbs: summaries } = cli.texts;
  const program = prepare(new Command("gantry"), cli).description(frame.tagline);
  program.option("-V, --version", frame.versionOption).helpCommand("help [command]", frame.helpOption);
  addCommonOptions(program, cli);
  for (const verb of verbs) {
    const [first, second] = verb.name.split(" ") as [Verb["name"], string | undefined];
    const parent = second === undefined ? program : groupOf(program, first, summaries[first], cli);
    const command = prepare(parent.command(second ?? first), cli).description(summaries[verb.name]);
    describeVerb(command, verb, recipes, cli, finish);
  }
  return program;
}

/** The command that holds `runs ls`, `runs show`, …. */
function groupOf(program: Command, name: string, summary: string, cli: Cli): Command {
  const existing = program.commands.find((command) => command.name() === name);
  return existing ?? prepare(program.command(name), cli).description(summary).helpCommand(false);
}

/** Help, headings and errors of one command; every command needs its own, since an error must name the command. */
function prepare(command: Command, cli: Cli): Command {
  const { usage, arguments: words, options, commands } = cli.texts.frame;
  const headings: Readonly<Record<string, string>> = {
    "Usage:": usage,
    "Arguments:": words,
    "Options:": options,
    "Commands:": commands,
  };
  const width = (): number => Math.min(HELP_WIDTH, cli.terminal.out.columns());
  return command
    .configureHelp({
      displayWidth: (text) => displayWidth(text),
      boxWrap: wrapText,
      styleTitle: (title) => cli.outPaint.bold(headings[title] ?? title),
    })
    .configureOutput({
      writeOut: (text) => cli.terminal.out.write(text),
      writeErr: () => {},
      getOutHelpWidth: width,
      getErrHelpWidth: width,
      getOutHasColors: () => true, // `paint` has decided already
    })
    .addHelpOption(new Option("-h, --help", cli.texts.frame.helpOption).helpGroup(cli.texts.frame.groups.common))
    .exitOverride((error) => {
      if (error.code === "commander.help" && error.exitCode !== 0) command.outputHelp(); // a group without a command
      throw usageFault(error, command) ?? error;
    });
}

function addCommonOptions(command: Command, { texts }: Cli): void {
  const heading = texts.frame.groups.common;
  const add = (flags: string, help: string): void => {
    command.addOption(new Option(flags, help).helpGroup(heading));
  };
  if (!command.options.some((option) => option.long === "--lang")) add("--lang <en|zh>", texts.fields.lang);
  add("--json", texts.options.json);
  add("--quiet", texts.options.quiet);
  add("--no-color", texts.options.color);
}

/** An option's help: of the verb, if it means something there alone, else the shared one. */
function optionHelp(verb: Verb, { name }: VerbOption, { texts }: Cli): string {
  const own = (texts.verbOptions as Readonly<Record<string, Readonly<Record<string, string>>>>)[verb.name]?.[name];
  const shared = { ...texts.fields, ...texts.options } as Readonly<Record<string, string>>;
  return own ?? shared[name] ?? "";
}

function describeVerb(
  command: Command,
  verb: Verb,
  recipes: readonly Recipe[],
  cli: Cli,
  finish: (code: number) => void,
): void {
  for (const word of verb.words ?? []) command.argument(word);
  for (const option of verb.options ?? []) {
    const long = new Option(
      optionWords(option),
      optionHelp(verb, option, cli) + initialText(option.default, cli.texts),
    );
    if (option.repeat === true) {
      long.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    }
    command.addOption(long);
  }
  const flags = flagsOf(verb, recipes, cli);
  addConfigFlags(command, flags, cli.texts);
  addCommonOptions(command, cli);
  command.action(async () => {
    const given = command.opts<Record<string, unknown>>();
    const words = command.processedArgs.flat().filter((word): word is string => typeof word === "string");
    const assignments = Array.isArray(given.set) ? (given.set as string[]) : [];
    const layers = verb.config === undefined ? [] : flagLayers(flags, typedOf(command), assignments);
    finish(await verb.run({ cli, words, options: optionsOf(verb, given), layers }));
  });
}

/** What somebody typed. Of a switch with a `--no-…` alone before it, commander says true where nobody did. */
const typedOf = (command: Command): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(command.opts<Record<string, unknown>>()).filter(
      ([name]) => command.getOptionValueSource(name) === "cli",
    ),
  );

/** The configuration's flags that a verb takes, group by group, what is common to all verbs last. */
function flagsOf(verb: Verb, recipes: readonly Recipe[], { texts }: Cli): readonly ConfigFlag[] {
  if (verb.config === undefined) return [];
  const general = generalFlags(texts).filter(({ key }) => verb.without?.some((not) => not === key) !== true);
  const flags = [...general, ...(verb.config === "all" ? settingFlags(recipes, texts) : [])];
  const groups = Object.keys(texts.frame.groups);
  return flags.sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group));
}

/** As commander takes it: `--lr-g <n>`, `--npy [file]`, `--flip`. */
function optionWords({ name, type, argument, optional }: VerbOption): string {
  if (type.kind === "switch") return `--${kebab(name)}`;
  return `--${kebab(name)} ${optional === true ? `[${argument}]` : `<${argument}>`}`;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
