/**
 * @file `gantry` alone on a terminal: a small menu, line by line, so that nothing is left broken when it is cut short.
 */
import { createInterface } from "node:readline";
import type { Terminal } from "./terminal.ts";
import type { Cli } from "./verb.ts";

/** Asks on the talking stream and reads whole lines; an answer is "" when the input has ended. */
interface Asker {
  readonly ask: (question: string) => Promise<string>;
  readonly close: () => void;
}

export function askerOf(terminal: Terminal): Asker {
  const lines = createInterface({ input: terminal.input, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  return {
    ask: async (question) => {
      terminal.err.write(`${question} `);
      const answer = await answers.next();
      return answer.done === true ? "" : answer.value.trim();
    },
    close: () => lines.close(),
  };
}

/** @returns the words of the chosen command; none for the help */
export async function chooseFromMenu(cli: Cli): Promise<readonly string[]> {
  const { menu } = cli.texts.frame;
  const entries = [menu.learn, menu.digits, menu.pictures, menu.help];
  const lines = entries.map((entry, i) => `  ${i + 1}  ${entry}`);
  cli.terminal.err.write(["", `  ${menu.question}`, ...lines, "", ""].join("\n"));
  const asker = askerOf(cli.terminal);
  try {
    const words = await wordsFor(asker, cli);
    if (words.length > 0) cli.terminal.err.write(`  ${menu.same({ command: `gantry ${words.join(" ")}` })}\n\n`);
    return words;
  } finally {
    asker.close();
  }
}

async function wordsFor(asker: Asker, cli: Cli): Promise<readonly string[]> {
  const { menu } = cli.texts.frame;
  const answer = await asker.ask(`  ${menu.ask}`);
  if (answer === "1") return ["demo", "ring8"];
  if (answer === "2") return ["demo", "strokes"];
  if (answer !== "3") return [];
  const folder = await asker.ask(`  ${menu.folder}`);
  return folder === "" ? [] : ["train", folder];
}
