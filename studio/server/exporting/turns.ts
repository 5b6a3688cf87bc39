/** @file Commands whose end is waited for: one at a time, for each works on all cores, and none for ever. */
import type { ChildProcess } from "node:child_process";
import { GantryError } from "gantry/base";
import type { Language } from "gantry/messages";
import { faultIn, forget, lastJson, startCommand } from "../training/child.ts";

/** What a command said at its end, as JSON. */
export type Said = Readonly<Record<string, unknown>>;

/** Of one command, in milliseconds: whoever waits behind one that hangs, in a recipe of somebody's own, comes to his turn. */
const LIMIT = 15 * 60_000;

export class Turns {
  readonly #main: string;
  readonly #limit: number;
  /** The command under way. */
  #child: ChildProcess | null = null;
  #turns: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** @param main the command line's main module @param limit milliseconds after which a command is ended */
  constructor(main: string, limit: number = LIMIT) {
    this.#main = main;
    this.#limit = limit;
  }

  /** One after the other, whichever runs they are of. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turns.then(work);
    this.#turns = done.catch(() => {});
    return done;
  }

  /**
   * Within a turn.
   * @param has a member of what a command says that did what it was asked to
   * @throws E620, E621 where it takes too long; what the command line says
   */
  async said(words: readonly string[], has: string, language: Language): Promise<Said> {
    if (this.#closed) throw new GantryError("E620", { code: "SIGKILL", log: "–" });
    const child = startCommand(this.#main, words, { language, offline: true });
    this.#child = child.process;
    let late = false;
    const timer = setTimeout(() => {
      late = child.process.kill("SIGKILL");
    }, this.#limit);
    const end = await child.ended;
    clearTimeout(timer);
    this.#child = null;
    const said = lastJson(child.log);
    if (late) throw new GantryError("E621", { minutes: this.#limit / 60_000, log: child.log });
    if (said === null || !(has in said)) throw faultIn(child, end, "E620");
    forget(child);
    return said;
  }

  /** Ends what is under way, and begins nothing more: it is for nobody. */
  close(): void {
    this.#closed = true;
    this.#child?.kill("SIGKILL");
  }
}
