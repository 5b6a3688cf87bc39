/** @file `gantry explain`: what kind of thing a code stands for. */
import { GantryError, suggestionFor } from "gantry/base";
import { type ErrorCode, errorCodes } from "gantry/messages";
import { exitCodeOf } from "../faults.ts";
import type { Call, Cli, Verb } from "../verb.ts";

export const explainVerb: Verb = { name: "explain", words: ["<code>"], run };

async function run({ cli, words }: Call): Promise<number> {
  const code = (words[0] as string).toUpperCase() as ErrorCode;
  if (!errorCodes.includes(code)) {
    throw new GantryError("E210", { got: words[0] as string, suggestion: suggestionFor(code, errorCodes) });
  }
  const text = explanationOf(code, cli);
  const exit = code.startsWith("E") ? exitCodeOf(code) : null;
  const { out } = cli.terminal;
  if (cli.json) out.write(`${JSON.stringify({ code, text, exitCode: exit })}\n`);
  else
    out.write(
      `${cli.outPaint.bold(code)}  ${text}${exit === null ? "" : `  ${cli.texts.results.exitCode({ code: exit })}`}\n`,
    );
  return 0;
}

/** The text of the longest prefix that has one. */
export function explanationOf(code: string, { texts }: Pick<Cli, "texts">): string {
  const known: Readonly<Record<string, string>> = texts.explanations;
  for (let length = code.length; length > 0; length -= 1) {
    const text = known[code.slice(0, length)];
    if (text !== undefined) return text;
  }
  return "";
}
