/**
 * @file Tells at once when the system says that something changed in the folder or in a run that is trained. It is a
 * hint and no more: network drives and full tables of watches say nothing, so the folder is looked at besides.
 */
import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import type { WatchedRun } from "../folder/watched-run.ts";

/** Systems allow so many watches a user; a run takes two. */
const MOST_RUNS = 100;

export class FolderWatch {
  readonly #root: FSWatcher | null;
  /** By the folders of a run that are watched; the one of its samples comes later than it. */
  readonly #runs = new Map<WatchedRun, Map<string, FSWatcher>>();
  readonly #onRun: (run: WatchedRun) => void;

  constructor(root: string, onFolder: () => void, onRun: (run: WatchedRun) => void) {
    this.#root = watcher(root, onFolder);
    this.#onRun = onRun;
  }

  /** Watches these runs and no others. */
  follow(runs: readonly WatchedRun[]): void {
    const wanted = new Set(runs.slice(0, MOST_RUNS));
    for (const [run, watchers] of this.#runs) {
      if (wanted.has(run)) continue;
      for (const one of watchers.values()) one.close();
      this.#runs.delete(run);
    }
    for (const run of wanted) this.#watch(run);
  }

  #watch(run: WatchedRun): void {
    const watchers = this.#runs.get(run) ?? new Map<string, FSWatcher>();
    this.#runs.set(run, watchers);
    for (const path of [run.path, join(run.path, "samples")]) {
      const one = watchers.has(path) ? null : watcher(path, () => this.#onRun(run));
      if (one !== null) watchers.set(path, one);
    }
  }

  close(): void {
    this.#root?.close();
    this.follow([]);
  }
}

/** @returns null where the system does not watch */
function watcher(path: string, tell: () => void): FSWatcher | null {
  try {
    return watch(path, { persistent: false }, tell).on("error", () => {});
  } catch {
    return null;
  }
}
