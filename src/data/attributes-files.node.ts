/** @file The CSV beside a folder's images, found and read. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { wantsNone } from "./attributes.ts";
import { type AttributesOf, parseAttributes } from "./attributes-csv.ts";
import { csvText } from "./csv.ts";
import type { DataProblem } from "./dataset.ts";
import type { KeptListing } from "./excluded.node.ts";
import { readWhole } from "./files.node.ts";
import { dataProblem } from "./problem.ts";

/** Where a folder's attributes are looked for unless somebody says otherwise. */
export const ATTRIBUTES_FILE = "attributes.csv";

export interface AttributesChoice {
  /** Columns of the attributes to take, by name; all by default, `none` for none. */
  readonly attributes?: readonly string[] | undefined;
  /** The CSV that holds them; `attributes.csv` in the folder by default, where there is one. */
  readonly attributesFile?: string | undefined;
  /** Whether a CSV that nobody named, nor columns of it, is not even read; a note says so. False by default. */
  readonly attributesAside?: boolean | undefined;
}

/** @returns a note where a CSV is there and left aside */
export async function asideNotes(root: string, choice: AttributesChoice): Promise<readonly DataProblem[]> {
  if (!isLeftAside(choice) || !(await isThere(join(root, ATTRIBUTES_FILE)))) return [];
  return [dataProblem("N313", { name: ATTRIBUTES_FILE })];
}

const isLeftAside = ({ attributes, attributesFile, attributesAside = false }: AttributesChoice): boolean =>
  attributesAside && attributes === undefined && attributesFile === undefined;

/** @returns null where there are none, or none are wanted, or they are left aside @throws E322, E323, and what `parseAttributes` throws */
export async function readAttributes(
  root: string,
  { images, excluded }: KeptListing,
  choice: AttributesChoice,
): Promise<AttributesOf | null> {
  const { attributes: wanted, attributesFile } = choice;
  if (wantsNone(wanted) || isLeftAside(choice)) return null;
  const file = attributesFile ?? join(root, ATTRIBUTES_FILE);
  if (attributesFile === undefined && !(await isThere(file))) return null;
  const all = images.map(({ path }) => path);
  return parseAttributes(csvText(await readWhole(file)), { file, images: all, excluded, wanted });
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
