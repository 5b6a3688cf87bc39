/**
 * @file Starts training: new runs and those that go on. Each is a process of its own; when it holds its run's folder,
 * it has begun.
 */
import { setTimeout } from "node:timers/promises";
import { GantryError } from "gantry/base";
import type { Language } from "gantry/messages";
import { ownerOf } from "gantry/store/node";
import type { PlanReply, Started, StartRequest } from "../../api/index.ts";
import type { RunsFolder } from "../folder/runs-folder.ts";
import type { WatchedRun } from "../folder/watched-run.ts";
import { faultIn, forget, lastJson, startCommand } from "./child.ts";
import { commandOf, outOf, trainWords } from "./words.ts";

const LOOK_MS = 200;
const QUIET = ["--progress", "none", "--preview", "off"];

export class Trainer {
  readonly #folder: RunsFolder;
  readonly #main: string;
  readonly #closing = new AbortController();
  #plans: Promise<unknown> = Promise.resolve();

  /** @param main the command line's main module @param folder where runs are */
  constructor(folder: RunsFolder, main: string) {
    this.#folder = folder;
    this.#main = main;
  }

  /** @throws what the command line says where it does not begin */
  start(values: StartRequest["values"], language: Language): Promise<Started> {
    const before = new Set(this.#folder.runs.keys());
    const candidates = (): WatchedRun[] => [...this.#folder.runs.values()].filter(({ id }) => !before.has(id));
    return this.#begin([...trainWords(values, this.#folder.root), ...QUIET], language, candidates);
  }

  /** @param steps in all; null for as many as the run was to have */
  resume(run: WatchedRun, steps: number | null, language: Language): Promise<Started> {
    const words = ["resume", run.path, ...(steps === null ? [] : ["--steps", String(steps)]), ...QUIET];
    return this.#begin(words, language, () => [run]);
  }

  /** Waits until one of the candidates is the new process's, or for as long as this server is there. */
  async #begin(
    words: readonly string[],
    language: Language,
    candidates: () => readonly WatchedRun[],
  ): Promise<Started> {
    const child = startCommand(this.#main, words, { language, offline: false });
    const pid = child.process.pid ?? 0;
    let end: string | null = null;
    void child.ended.then((how) => {
      end = how;
    });
    for (;;) {
      const over = end; // before looking: a short run may be over and whole
      await this.#folder.scan(false);
      for (const run of candidates()) {
        if (!(await isOf(run, pid))) continue;
        forget(child);
        return { id: run.id, pid };
      }
      if (over !== null) throw faultIn(child, over);
      await setTimeout(LOOK_MS, undefined, { signal: this.#closing.signal }).catch((closed: unknown) => {
        forget(child);
        throw closed;
      });
    }
  }

  /**
   * One at a time, each in its turn, for every one takes all processors.
   * @param left whoever asked went away @throws E617 then
   */
  plan(values: StartRequest["values"], language: Language, left: AbortSignal): Promise<PlanReply> {
    const over = AbortSignal.any([left, this.#closing.signal]);
    const planned = this.#plans.then(() => this.#plan(values, language, over));
    this.#plans = planned.catch(() => {});
    return planned;
  }

  async #plan(values: StartRequest["values"], language: Language, over: AbortSignal): Promise<PlanReply> {
    if (over.aborted) throw new GantryError("E617", {});
    const words = [...trainWords(values, this.#folder.root), "--dry-run"];
    const child = startCommand(this.#main, words, { language, offline: true });
    over.addEventListener("abort", () => child.process.kill("SIGKILL"), { once: true });
    const end = await child.ended;
    if (over.aborted) {
      forget(child);
      throw new GantryError("E617", {});
    }
    const said = lastJson(child.log) as DryRun | null;
    if (said?.config === undefined) throw planFault(faultIn(child, end));
    forget(child);
    const { config, parameters, data, estimate } = said;
    return {
      command: commandOf(values, this.#folder.root, process.cwd()),
      out: outOf(this.#folder.root, process.cwd()),
      config,
      parameters,
      data,
      memoryBytes: estimate.peakBytes,
      secondsAStep: estimate.msPerStep / 1000,
      secondsToCompile: estimate.compileMs / 1000,
    };
  }

  /** A plan that is under way is for nobody any more; what was started begins without being waited for. */
  close(): void {
    this.#closing.abort();
  }
}

/** Data that are not here are no fault of the plan's. */
const planFault = (fault: ReturnType<typeof faultIn>): Error =>
  fault.code === "E341" ? new GantryError("E630", {}) : fault;

/** What `gantry train --dry-run --json` says. */
interface DryRun {
  readonly config?: PlanReply["config"];
  readonly parameters: PlanReply["parameters"];
  readonly data: PlanReply["data"];
  readonly estimate: { readonly compileMs: number; readonly msPerStep: number; readonly peakBytes: number };
}

async function isOf(run: WatchedRun, pid: number): Promise<boolean> {
  const owner = await ownerOf(run.path).catch(() => null);
  return owner?.pid === pid || run.pid === pid;
}
