/** @file What goes wrong: commander's complaints as our errors, how an error is shown, and which exit code it has. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command, CommanderError } from "commander";
import { GantryError, isGantryError, suggestionFor } from "gantry/base";
import { type ErrorCode, errorSentences } from "gantry/messages";
import type { Cli } from "./verb.ts";

export const EXIT = { done: 0, internal: 1, usage: 2, data: 3, diverged: 4, collapsed: 5, interrupted: 130 } as const;

/** Of metrics and feature networks: what is wrong in files and numbers, not in what was asked for. */
const ABOUT_DATA = ["E705", "E706", "E707", "E708", "E710", "E711", "E712", "E713", "E716"];

/** The exit code of an error: data 3, divergence 4, everything else that a person can mend 2. */
export function exitCodeOf(code: ErrorCode): number {
  if (code.startsWith("E9")) return EXIT.internal;
  if (code.startsWith("E3") || ABOUT_DATA.includes(code)) return EXIT.data;
  if (code.startsWith("E49")) return EXIT.diverged;
  return EXIT.usage;
}

/** A command's whole name: `gantry runs show`. */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** Every long option that `command` takes. */
const longOptions = (command: Command): string[] =>
  command.options
    .flatMap((option) => (option.long === undefined || option.hidden ? [] : [option.long]))
    .concat("--help");

/** Commander tells what is wrong in English prose alone: the words in quotes are the parameters. */
const quoted = (error: CommanderError): string => error.message.match(/'([^']*)'/)?.[1] ?? "";

/** Commander's complaint as one of our errors; null where it is none (help and version end the same way). */
export function usageFault(error: CommanderError, command: Command): GantryError | null {
  const path = pathOf(command);
  switch (error.code) {
    case "commander.unknownOption": {
      const option = quoted(error).split("=")[0] as string;
      return new GantryError("E201", {
        option,
        suggestion: suggestionFor(option, longOptions(command)),
        command: path,
      });
    }
    case "commander.unknownCommand": {
      const known = command.commands.map((sub) => sub.name());
      const got = quoted(error);
      return new GantryError("E202", { got, suggestion: suggestionFor(got, known), known, command: path });
    }
    case "commander.missingArgument":
      return new GantryError("E203", { argument: quoted(error), command: path });
    case "commander.optionMissingArgument":
      return new GantryError("E204", { option: quoted(error).split(" ")[0] as string, command: path });
    case "commander.excessArguments":
      return new GantryError("E205", { got: command.args.slice(command.registeredArguments.length), command: path });
    default:
      return null;
  }
}

/** A file with what a maintainer needs and none of the user's data. @returns its path, "-" where none can be written */
function writeReport(error: unknown, words: readonly string[]): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const machine = `Node ${process.version} ${process.platform} ${process.arch}`;
  try {
    const path = join(mkdtempSync(join(tmpdir(), "gantry-error-")), "report.txt");
    writeFileSync(path, [`gantry ${words.join(" ")}`, machine, trace, ""].join("\n"));
    return path;
  } catch {
    return "-";
  }
}

/** Says what went wrong, on stderr, and for programs as JSON on stdout. @returns the exit code */
export function showFault(cli: Cli, caught: unknown, words: readonly string[]): number {
  const fault = isGantryError(caught)
    ? caught
    : new GantryError("E901", {
        problem: caught instanceof Error ? caught.message : String(caught),
        report: writeReport(caught, words),
      });
  const sentences = errorSentences(fault.code, fault.parameters);
  const sentence = sentences[cli.language];
  const [first, ...rest] = sentence.split("\n");
  const label = cli.errPaint.red(`${cli.texts.frame.error} ${fault.code}`);
  cli.terminal.err.write([`  ${label}  ${first}`, ...rest.map((line) => `    ${line}`), ""].join("\n"));
  if (cli.json) {
    const status = fault.code.startsWith("E49") ? "diverged" : "error";
    cli.terminal.out.write(`${JSON.stringify({ status, code: fault.code, message: sentence, sentences })}\n`);
  }
  return exitCodeOf(fault.code);
}
