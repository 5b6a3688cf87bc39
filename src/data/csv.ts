/**
 * @file Tables as text: a row a line, cells between commas, semicolons, tabs or blanks; the first line may hold names.
 * A cell in double quotes may hold separators, and "" for a quote.
 */
import { decimalNumber } from "../base/decimal.ts";
import { GantryError } from "../base/error.ts";

export interface CsvPoints {
  readonly dimensions: number;
  /** `[N, dimensions]` */
  readonly values: Float32Array;
}

/** @property line in the file, from 1 */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Where a cell stands; both from 1. @property attribute the column's name, in a table of attributes */
interface CellPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly attribute?: string;
}

/**
 * @param file for messages
 * @throws E311 a cell that is no number, E312 lines of other lengths, E314 not finite, E324 empty
 */
export function parseCsv(text: string, file: string): CsvPoints {
  const rows = csvRows(text, file);
  const [first] = rows as [CsvRow];
  const values = (isHeader(first.cells) ? rows.slice(1) : rows).flatMap(({ line, cells }) =>
    cells.map((cell, i) => numberInCell(cell, { file, line, column: i + 1 })),
  );
  return { dimensions: first.cells.length, values: Float32Array.from(values) };
}

/** The text of a table in UTF-8 or, as spreadsheets save "Unicode text", UTF-16, which has a zero in each separator. */
export function csvText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return decoded(bytes, "utf-16le");
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return decoded(bytes, "utf-16be");
  return decoded(bytes, "utf-8");
}

const decoded = (bytes: Uint8Array, encoding: "utf-8" | "utf-16le" | "utf-16be"): string =>
  new TextDecoder(encoding).decode(bytes);

/** All lines that are not blank, as many cells in each. @returns one row at least @throws E312, E324 */
export function csvRows(text: string, file: string): readonly CsvRow[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const first = lines.find((line) => line.trim() !== "");
  if (first === undefined) throw new GantryError("E324", { file });
  const separator = separatorOf(first);
  const expected = cellsOf(first, separator).length;
  return lines.flatMap((line, i) => {
    if (line.trim() === "") return [];
    const cells = cellsOf(line, separator);
    if (cells.length === expected) return [{ line: i + 1, cells }];
    throw new GantryError("E312", { file, line: i + 1, expected, got: cells.length });
  });
}

/** Blanks: any number of them, as people align columns. */
type Separator = "," | ";" | "\t" | "blanks";

function separatorOf(line: string): Separator {
  if (line.includes(",")) return ",";
  if (line.includes(";")) return ";";
  return line.trim().includes("\t") ? "\t" : "blanks";
}

function cellsOf(line: string, separator: Separator): string[] {
  const text = separator === "\t" ? line : line.trim();
  if (separator === "blanks") return text.split(/\s+/).map(unquoted);
  if (!text.includes('"')) return text.split(separator).map((cell) => cell.trim());
  const cell = new RegExp(`(?:^|${separator}) *("(?:[^"]|"")*"(?= *(?:${separator}|$))|[^${separator}]*)`, "g");
  return Array.from(text.matchAll(cell), ([, found = ""]) => unquoted(found.trim()));
}

const unquoted = (cell: string): string => cell.replace(/^"(.*)"$/, (_, inner: string) => inner.replaceAll('""', '"'));

/** A first line of names: none of its cells is a number. */
export function isHeader(cells: readonly string[]): boolean {
  return cells.every((cell) => Number.isNaN(Number(cell)) || cell === "") && cells.some((cell) => cell !== "");
}

/** @throws E311 for a cell that is no decimal number, or none that a float32 holds */
export function numberInCell(cell: string, at: CellPlace): number {
  const value = decimalNumber(cell);
  if (Number.isNaN(value)) throw new GantryError("E311", { ...at, got: cell });
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
