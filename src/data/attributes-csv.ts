/**
 * @file What is known of images, from a CSV beside them: names in the first line, then a row for each image, its file
 * first and a number in each other column.
 *
 *   file,smiling,age
 *   a.png,1,34
 *   cats/b.png,0,7.5
 */
import { GantryError } from "../base/error.ts";
import type { HeaderProblem } from "../messages/en/errors-data.ts";
import { type Attributes, attributesOf, chosenColumns, withoutConstants } from "./attributes.ts";
import { type CsvRow, csvRows, isHeader, numberInCell } from "./csv.ts";
import { imageKey, imageMeantBy } from "./image-names.ts";

export interface AttributesCsvOptions {
  /** The CSV, for messages. */
  readonly file: string;
  /** Every image of the folder that counts, relative to it, with "/". */
  readonly images: readonly string[];
  /** Those that do not: they may have rows, which may hold anything. */
  readonly excluded?: readonly string[] | undefined;
  /** The columns to take, by name; all by default. */
  readonly wanted?: readonly string[] | undefined;
}

/** The rows of a table that was checked: what is known of some of the images, in their order. */
export type AttributesOf = (images: readonly string[]) => Attributes;

/**
 * @throws E334 no header as above, E338 no such column, E335 an image with two rows, E337 rows of no image, E336 images
 * without a row, E311 a cell that is no number, E312, E324; and of images E339 where all have the same value
 */
export function parseAttributes(
  text: string,
  { file, images, excluded = [], wanted }: AttributesCsvOptions,
): AttributesOf {
  const [header, ...rows] = csvRows(text, file) as [CsvRow, ...CsvRow[]];
  checkHeader(header, file);
  const known = header.cells.slice(1);
  const columns = chosenColumns(known, wanted);
  const rowOf = rowsByImage(rows, { images, excluded, file });
  const names = columns.map((column) => known[column] as string);
  const numbersOf = ({ line, cells }: CsvRow): number[] =>
    columns.map((column) =>
      numberInCell(cells[column + 1] as string, { file, line, column: column + 2, attribute: known[column] as string }),
    );
  const numbers = new Map(images.map((image) => [image, numbersOf(rowOf.get(imageKey(image)) as CsvRow)]));
  const attributesFor: AttributesOf = (some) => {
    const values = some.flatMap((image) => numbers.get(image) ?? []);
    return withoutConstants(attributesOf(names, values), file);
  };
  attributesFor(images); // what would be wrong of all is said now
  return attributesFor;
}

/** @throws E334 */
function checkHeader({ cells, line }: CsvRow, file: string): void {
  const refuse = (problem: HeaderProblem, got: string): never => {
    throw new GantryError("E334", { file, line, problem, got });
  };
  const names = cells.slice(1);
  if (names.length === 0) refuse("columns", cells[0] as string);
  if (!isHeader(cells)) refuse("numbers", cells.join(","));
  names.forEach((name, i) => {
    if (name === "") refuse("empty", String(i + 2));
    if (/[=,]/.test(name)) refuse("letters", name);
    if (names.indexOf(name) !== i) refuse("repeated", name);
  });
}

/** @throws E335, E337, E336 */
function rowsByImage(
  rows: readonly CsvRow[],
  { images, excluded, file }: Required<Omit<AttributesCsvOptions, "wanted">>,
): ReadonlyMap<string, CsvRow> {
  const known = new Set([...images, ...(excluded ?? [])].map(imageKey));
  const found = new Map<string, CsvRow>();
  const strange: CsvRow[] = [];
  for (const row of rows) {
    const image = row.cells[0] as string;
    const before = found.get(imageKey(image));
    if (before !== undefined) throw new GantryError("E335", { file, line: row.line, image, first: before.line });
    if (known.has(imageKey(image))) found.set(imageKey(image), row);
    else strange.push(row);
  }
  const missing = images.filter((image) => !found.has(imageKey(image)));
  const wrong = strange.map(({ line, cells }) => ({ line, image: cells[0] as string }));
  const [first] = wrong;
  if (first !== undefined) {
    const suggestion = imageMeantBy(imageKey(first.image), missing);
    throw new GantryError("E337", { file, rows: wrong, like: images[0] as string, suggestion });
  }
  if (missing.length > 0) throw new GantryError("E336", { file, missing, count: images.length });
  return found;
}
