/** @file The folder of runs: those that are there, found again and again, each looked at by one caller at a time. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { GantryError } from "gantry/base";
import { holdsLinksOut, isRunFolder, isRunName, realInside, runNames } from "./place.ts";
import { type Look, WatchedRun } from "./watched-run.ts";

/** A run appeared, changed, or is gone. */
export type FolderListener = (kind: "run" | "gone", run: WatchedRun) => void;

export class RunsFolder {
  readonly root: string;
  /** By id; all of them were looked at. */
  readonly runs: Map<string, WatchedRun> = new Map();
  /** Links out of the folder, by name: errors to show. */
  outside: readonly GantryError[] = [];
  readonly #listeners = new Set<FolderListener>();
  #work: Promise<unknown> = Promise.resolve();

  /** @param root from `runsRoot` */
  constructor(root: string) {
    this.root = root;
  }

  /** @returns how to stop listening */
  listen(listener: FolderListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Finds what came and went.
   * @param all also looks at runs that nobody trains and whose list of files is as it was
   * @returns the runs that were looked at
   */
  async scan(all: boolean): Promise<readonly WatchedRun[]> {
    const looked: WatchedRun[] = [];
    await this.#inTurn(async () => {
      const { runs, outside } = runNames(this.root);
      this.outside = outside.map((id) => new GantryError("E614", { id }));
      const names = new Set(runs);
      for (const run of [...this.runs.values()]) if (!names.has(run.id)) this.#drop(run);
      for (const id of runs) {
        const run = this.runs.get(id) ?? new WatchedRun(id, join(this.root, id));
        if (!all && this.runs.has(id) && run.still) continue;
        await this.#look(run);
        looked.push(run);
      }
    });
    return looked;
  }

  /** Looks at some of the runs. */
  look(runs: Iterable<WatchedRun>): Promise<void> {
    return this.#inTurn(async () => {
      for (const run of runs) if (this.runs.get(run.id) === run) await this.#look(run);
    });
  }

  /**
   * @param id of a request
   * @throws E607 where there is none, E614 where it is a link out, E506 or E509 where it cannot be read
   */
  async find(id: string): Promise<WatchedRun> {
    const path = this.#placeOf(id);
    await this.#inTurn(() => this.#look(this.runs.get(id) ?? new WatchedRun(id, path)));
    const run = this.runs.get(id);
    if (run === undefined) throw new GantryError("E607", { id });
    if (run.problem !== null) throw run.problem;
    return run;
  }

  /**
   * @param id of a request @returns the folder of a run, readable or not
   * @throws E607, E614 as `find`
   */
  folderOf(id: string): string {
    const path = this.#placeOf(id);
    if (!isRunFolder(path)) throw new GantryError("E607", { id });
    return path;
  }

  #placeOf(id: string): string {
    if (!isRunName(id)) throw new GantryError("E607", { id });
    const path = join(this.root, id);
    const out = existsSync(path) && (realInside(this.root, path) === null || holdsLinksOut(this.root, path));
    if (out) throw new GantryError("E614", { id });
    return path;
  }

  async #look(run: WatchedRun): Promise<void> {
    const known = this.runs.has(run.id);
    const look = await run.look().then(
      (seen) => {
        if (run.record !== null) run.problem = null; // what could not be read a while ago can be now
        return seen;
      },
      (error: unknown): Look => {
        run.problem = new GantryError("E615", { problem: String(error) }, { cause: error }); // the others are still shown
        return "same";
      },
    );
    if (look === "gone") {
      if (known) this.#drop(run);
      return;
    }
    this.runs.set(run.id, run);
    if (look === "changed" || !known) for (const listener of this.#listeners) listener("run", run);
  }

  #drop(run: WatchedRun): void {
    this.runs.delete(run.id);
    for (const listener of this.#listeners) listener("gone", run);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work, work);
    this.#work = done.catch(() => {});
    return done;
  }
}
