/** @file Sentences on the talking stream, and a line that is written over while something takes long. */
import type { DataProgress, OnProgress } from "gantry/data/node";
import { type ErrorCode, errorSentence } from "gantry/messages";
import { bytes, count } from "./format.ts";
import type { Cli } from "./verb.ts";
import { cutTo } from "./width.ts";

/** Says a line, unless `--quiet`. */
export function say({ terminal, quiet }: Cli, text: string): void {
  if (!quiet) terminal.err.write(`${text}\n`);
}

/** A warning or note by code: `  ▲ W310  398 images is few …`. */
export function noteText(
  { errPaint, language }: Cli,
  code: string,
  parameters: Readonly<Record<string, unknown>>,
): string {
  const sentence = errorSentence(code as ErrorCode, parameters as never, language);
  return `  ${code.startsWith("W") ? errPaint.yellow(code) : errPaint.dim(code)}  ${sentence}`;
}

/** What opening data tells, on a terminal alone: one line written over, gone when done. */
export function dataProgress(cli: Cli): { readonly onProgress: OnProgress; readonly clear: () => void } {
  const { err } = cli.terminal;
  if (!err.isTTY || cli.quiet) return { onProgress: () => {}, clear: () => {} };
  let last = 0;
  let shown = false;
  return {
    onProgress: (progress) => {
      if (Date.now() - last < 100) return;
      last = Date.now();
      shown = true;
      err.write(`\r\u001b[2K${cutTo(`  ${progressText(cli, progress)}`, err.columns() - 1, 2)}`);
    },
    clear: () => {
      if (shown) err.write("\r\u001b[2K");
    },
  };
}

function progressText({ texts, language }: Cli, { stage, done, total, file }: DataProgress): string {
  const number = (value: number): string => (stage === "download" ? bytes(value, language) : count(value, language));
  const shown = { done: number(done), total: total === null ? "?" : number(total) };
  return stage === "download"
    ? texts.training.downloading({ file: file ?? "", ...shown })
    : texts.training.decoding(shown);
}
