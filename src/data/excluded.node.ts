/** @file Images of a folder that somebody leaves out by name: they are not read, and count for nothing. */
import { GantryError } from "../base/error.ts";
import type { ImageListing } from "./image-files.node.ts";
import { imageKey, imageMeantBy } from "./image-names.ts";

export interface ExcludeChoice {
  /** Images of a folder to leave out, by their path within it, with "/". */
  readonly exclude?: readonly string[] | undefined;
  /** Whether some of them may be gone: of a run that goes on, whose fingerprint tells what matters. False by default. */
  readonly excludedGone?: boolean | undefined;
}

/** The images that count, and the paths of those left out. */
export interface KeptListing extends ImageListing {
  readonly excluded: readonly string[];
}

/** @throws E342 for names that the folder does not have */
export function withoutExcluded(
  root: string,
  listing: ImageListing,
  { exclude = [], excludedGone = false }: ExcludeChoice,
): KeptListing {
  const named = new Set(exclude.map(imageKey));
  const all = listing.images.map(({ path }) => path);
  if (!excludedGone) checkThere(root, all, exclude);
  return {
    ...listing,
    images: listing.images.filter(({ path }) => !named.has(imageKey(path))),
    excluded: all.filter((path) => named.has(imageKey(path))),
  };
}

/** @throws E342 */
function checkThere(folder: string, all: readonly string[], exclude: readonly string[]): void {
  const known = new Set(all.map(imageKey));
  const names = exclude.filter((name) => !known.has(imageKey(name)));
  const [first] = names;
  if (first === undefined) return;
  const suggestion = imageMeantBy(imageKey(first), all);
  throw new GantryError("E342", { names, folder, like: all[0] as string, suggestion });
}
