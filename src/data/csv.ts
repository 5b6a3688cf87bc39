/**
 * @file Points as text: one a line, numbers between commas, semicolons, tabs or blanks; the first line may hold names.
 */
import { GantryError } from "../base/error.ts";

export interface CsvPoints {
  readonly dimensions: number;
  /** `[N, dimensions]` */
  readonly values: Float32Array;
}

/**
 * @param file for messages
 * @throws E311 a cell that is no number, E312 lines of other lengths, E314 not finite, E324 empty
 */
export function parseCsv(text: string, file: string): CsvPoints {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0) throw new GantryError("E324", { file });
  const separator = separatorOf(lines[first] as string);
  const split = (line: string): string[] => line.trim().split(separator);
  const dimensions = split(lines[first] as string).length;
  const values: number[] = [];
  for (let i = isHeader(split(lines[first] as string)) ? first + 1 : first; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if (line.trim() === "") continue;
    const cells = split(line);
    if (cells.length !== dimensions) {
      throw new GantryError("E312", { file, line: i + 1, expected: dimensions, got: cells.length });
    }
    for (let column = 0; column < dimensions; column += 1) {
      values.push(numberOf(cells[column] as string, { file, line: i + 1, column: column + 1 }));
    }
  }
  return { dimensions, values: Float32Array.from(values) };
}

function separatorOf(line: string): RegExp {
  if (line.includes(",")) return /\s*,\s*/;
  if (line.includes(";")) return /\s*;\s*/;
  return /\s+/;
}

/** A first line of names: none of its cells is a number. */
function isHeader(cells: readonly string[]): boolean {
  return (
    cells.every((cell) => Number.isNaN(Number(unquoted(cell))) || cell === "") && cells.some((cell) => cell !== "")
  );
}

const unquoted = (cell: string): string => cell.replace(/^"(.*)"$/, "$1");

function numberOf(cell: string, at: { readonly file: string; readonly line: number; readonly column: number }): number {
  const text = unquoted(cell);
  const value = text === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(Math.fround(value))) throw new GantryError("E311", { ...at, got: cell });
  return value;
}

/** Points as CSV. @param values `[N, dimensions]` @param names a first line, if given */
export function encodeCsv(values: Float32Array, dimensions: number, names?: readonly string[]): string {
  const lines = names === undefined ? [] : [names.join(",")];
  for (let i = 0; i < values.length; i += dimensions) {
    lines.push(Array.from(values.subarray(i, i + dimensions), shortest).join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** Nine digits give each float32 back exactly. */
const shortest = (value: number): number => Number(value.toPrecision(9));
