/** @file Samples as a small picture in the terminal: half blocks in colour, braille for points. */
import type { SamplePicture } from "gantry/training";
import { gridPreview, pointsPreview, squareColumns, terminalMode } from "gantry/views";
import type { Cli } from "./verb.ts";

const CELLS = 64;
const MOST_ROWS = 16;
/** Lines that the progress itself takes, and the prompt below. */
const OTHER_LINES = 8;

/** @param mode as `--preview` takes it @param range of both axes of points, so that the frame stands still */
export function previewer(
  { terminal, errPaint }: Cli,
  mode: string,
  range?: readonly [number, number],
): (picture: SamplePicture, columns: number) => readonly string[] {
  const { err, env } = terminal;
  return (picture, columns) => {
    const facts = { isTTY: err.isTTY, env, columns, colourDepth: errPaint.bold("") === "" ? 1 : err.colourDepth() };
    const shown = terminalMode({ ...facts, preview: mode as "auto" });
    const size = { columns: columns - 2, rows: Math.max(1, Math.min(MOST_ROWS, err.rows() - OTHER_LINES)) };
    const across = squareColumns(CELLS);
    const lines =
      picture.kind === "pixels"
        ? gridPreview(picture, { columns: across, rows: across }, size, shown)
        : pointsPreview(picture, size, shown, range);
    return lines.map((line) => ` ${line}`);
  };
}
