/** @file Which checkpoints stay. Pure; the store writes an event line for each one that goes. */

export interface Keep {
  /** The newest so many. */
  readonly last: number;
  /** And each so-many-th written; 0 for none. */
  readonly every: number;
}

export const defaultKeep: Keep = { last: 2, every: 10 };

/** `ordinal`: the how-manieth checkpoint the run wrote, from 1. */
export interface KeptCheckpoint {
  readonly path: string;
  readonly ordinal: number;
}

/**
 * @param checkpoints all that are there, any order
 * @param pinned paths that stay in any case: what `last.json` and `best.json` name
 * @returns the paths to remove, oldest first
 */
export function expired(checkpoints: readonly KeptCheckpoint[], pinned: readonly string[], keep: Keep): string[] {
  const newestFirst = [...checkpoints].sort((a, b) => b.ordinal - a.ordinal);
  return newestFirst
    .slice(Math.max(keep.last, 1))
    .filter(({ path, ordinal }) => !pinned.includes(path) && !(keep.every > 0 && ordinal % keep.every === 0))
    .map(({ path }) => path)
    .reverse();
}
