/**
 * @file The live channel: watches the folder while somebody listens, and tells all of them at once, at most four times
 * a second. With nobody there it does nothing.
 */
import type { ServerResponse } from "node:http";
import { type Cursor, cursorText, type LogOffsets, parseCursor } from "../../api/index.ts";
import type { RunsFolder } from "../folder/runs-folder.ts";
import type { WatchedRun } from "../folder/watched-run.ts";
import { eventText, withId } from "./event-text.ts";
import { FolderWatch } from "./folder-watch.ts";
import { Reader } from "./reader.ts";
import { RunTails } from "./run-tails.ts";

const TELL_MS = 250;
const LOOK_MS = 500;
/** Runs that nobody trains are looked at every so many looks. */
const LOOKS_A_SCAN = 4;
/** After something happened in the folder itself. */
const EAGER_SCANS = 6;
/** All of them, by their last file, every so many scans. */
const SCANS_A_ROUND = 10;
const BEAT_MS = 15_000;
const MOST_CURSOR = 6000;

export class LiveChannel {
  readonly #folder: RunsFolder;
  readonly #version: string;
  readonly #readers = new Set<Reader>();
  readonly #tails = new Map<string, RunTails>();
  /** Runs that something happened to, to be told of next. */
  readonly #dirty = new Set<WatchedRun>();
  /** Runs whose row is to be told. */
  readonly #changed = new Set<WatchedRun>();
  /** Events that are waiting to be told. */
  #texts: string[] = [];
  #watch: FolderWatch | null = null;
  #timers: NodeJS.Timeout[] = [];
  #telling: NodeJS.Timeout | null = null;
  #told = 0;
  #looks = 0;
  #scans = 0;
  /** So many scans are to be done at the next looks. */
  #eager = 0;
  #starting: Promise<void> | null = null;
  /** Readers that wait for the start. */
  #joining = 0;

  constructor(folder: RunsFolder, version: string) {
    this.#folder = folder;
    this.#version = version;
    folder.listen((kind, run) => this.#heard(kind, run));
  }

  get readers(): number {
    return this.#readers.size;
  }

  /**
   * Tells a response what happens from now on, until its connection ends.
   * @param from how far it knows the logs; null for a page that has just asked for them
   */
  async add(response: ServerResponse, from: Cursor | null): Promise<void> {
    this.#joining += 1;
    try {
      this.#starting ??= this.#start();
      await this.#starting;
    } catch (error) {
      this.#starting = null; // the next reader tries again
      response.destroy();
      throw error;
    } finally {
      this.#joining -= 1;
    }
    if (response.destroyed) return this.#stopIfAlone();
    const reader = new Reader(response, (late) => this.#catchUp(late));
    this.#readers.add(reader);
    response.on("close", () => {
      this.#readers.delete(reader);
      this.#stopIfAlone();
    });
    const hello = eventText({ type: "hello", version: this.#version, now: Date.now() });
    this.#send(reader, [hello, ...(from === null ? [] : this.#missing(from))]);
  }

  close(): void {
    for (const reader of this.#readers) reader.end();
    this.#readers.clear();
    this.#stopIfAlone();
  }

  /** What is there now is known; what comes is told. */
  async #start(): Promise<void> {
    await this.#folder.scan(false);
    this.#tails.clear();
    this.#texts = [];
    this.#dirty.clear();
    this.#changed.clear();
    for (const run of this.#folder.runs.values()) this.#tails.set(run.id, new RunTails(run));
    this.#watch = new FolderWatch(
      this.#folder.root,
      () => {
        this.#eager = EAGER_SCANS; // a folder appears before what is in it
        this.#tellSoon();
      },
      (run) => {
        this.#dirty.add(run);
        this.#tellSoon();
      },
    );
    this.#followLive();
    this.#timers = [
      setInterval(() => this.#lookAround(), LOOK_MS),
      setInterval(() => {
        for (const reader of this.#readers) reader.beat();
      }, BEAT_MS),
    ];
  }

  #stopIfAlone(): void {
    if (this.#readers.size + this.#joining > 0) return;
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#telling !== null) clearTimeout(this.#telling);
    this.#watch?.close();
    this.#timers = [];
    this.#telling = null;
    this.#watch = null;
    this.#starting = null;
  }

  #lookAround(): void {
    for (const run of this.#folder.runs.values()) if (run.live) this.#dirty.add(run);
    this.#looks += 1;
    this.#tellSoon();
  }

  #heard(kind: "run" | "gone", run: WatchedRun): void {
    if (this.#watch === null) return;
    if (kind === "gone") {
      this.#dirty.delete(run);
      this.#tails.delete(run.id);
      this.#texts.push(eventText({ type: "gone", id: run.id }));
    } else {
      if (!this.#tails.has(run.id)) this.#tails.set(run.id, new RunTails(run));
      this.#dirty.add(run); // a run that is copied in grows, and nobody trains it
      this.#changed.add(run);
    }
    this.#tellSoon();
  }

  #tellSoon(): void {
    if (this.#telling !== null || this.#watch === null) return;
    const wait = Math.max(0, this.#told + TELL_MS - performance.now());
    this.#telling = setTimeout(() => {
      this.#tell().catch(() => {
        this.#telling = null; // what could not be read now is looked at again
      });
    }, wait);
  }

  async #tell(): Promise<void> {
    if (this.#eager > 0 || this.#looks >= LOOKS_A_SCAN) {
      this.#looks = 0;
      this.#eager = Math.max(0, this.#eager - 1);
      this.#scans += 1;
      for (const run of await this.#folder.scan(this.#scans % SCANS_A_ROUND === 0)) this.#dirty.add(run);
    }
    const runs = [...this.#dirty];
    await this.#folder.look(runs);
    this.#telling = null;
    this.#told = performance.now();
    if (this.#watch === null) return;
    this.#followLive();
    this.#tellRuns();
    for (const run of runs) {
      this.#dirty.delete(run);
      if (this.#folder.runs.get(run.id) === run) this.#texts.push(...(this.#tails.get(run.id)?.advance(run) ?? []));
    }
    const texts = this.#texts;
    this.#texts = [];
    for (const reader of texts.length > 0 ? this.#readers : []) this.#send(reader, texts);
    if (this.#dirty.size > 0 || this.#changed.size > 0) this.#tellSoon();
  }

  /** A run's row is told once a second while only its numbers change, and at once when something happens to it. */
  #tellRuns(): void {
    for (const run of this.#changed) {
      const { summary } = run;
      const tails = this.#tails.get(run.id);
      if (summary === null || this.#folder.runs.get(run.id) !== run || tails === undefined) this.#changed.delete(run);
      else if (tails.isNews(summary)) {
        this.#changed.delete(run);
        this.#texts.push(eventText({ type: "run", summary }));
      }
    }
  }

  #send(reader: Reader, texts: readonly string[]): void {
    const cursor = this.#cursor();
    reader.write(withId(texts, cursor), cursor);
  }

  /** A reader that fell behind can be written to again. */
  #catchUp(reader: Reader): void {
    const from = parseCursor(reader.missedSince ?? "") ?? {};
    reader.missedSince = null;
    this.#send(reader, this.#missing(from));
  }

  /** How every run stands, and what its logs said beyond a cursor. */
  #missing(from: Cursor): string[] {
    const gone = Object.keys(from).filter((id) => !this.#folder.runs.has(id));
    const texts = gone.map((id) => eventText({ type: "gone", id }));
    for (const run of this.#folder.runs.values()) {
      if (run.summary !== null) texts.push(eventText({ type: "run", summary: run.summary }));
      const tails = this.#tails.get(run.id);
      if (tails !== undefined) texts.push(...tails.missing(run, from[run.id] ?? tails.began));
    }
    return texts;
  }

  /** Newest runs first: it comes back in a header, which must not be too long. */
  #cursor(): string {
    const cursor: Record<string, LogOffsets> = {};
    let length = 0;
    for (const tails of [...this.#tails.values()].reverse()) {
      length += encodeURIComponent(tails.id).length + 24;
      if (length > MOST_CURSOR) break;
      cursor[tails.id] = tails.offsets;
    }
    return cursorText(cursor);
  }

  #followLive(): void {
    this.#watch?.follow([...this.#folder.runs.values()].filter((run) => run.live));
  }
}
