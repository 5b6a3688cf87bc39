/** @file All state of the page in one object, which components take from a context. */
import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { shellText, speak, spoken } from "../messages/texts.ts";
import type { DataSource } from "../source.ts";
import type { PageWorkers } from "../workers/page-workers.ts";
import { type Commands, createCommands } from "./commands.ts";
import type { Frames } from "./flush.ts";
import { type OpenRun, openRun } from "./open-run.ts";
import type { Router } from "./router.ts";
import { createRuns, type Runs } from "./runs.ts";
import { createScrubber, type Scrubber } from "./scrubber.ts";
import type { Settings } from "./settings.ts";

export interface Studio {
  readonly source: DataSource;
  readonly workers: PageWorkers;
  readonly router: Router;
  readonly settings: Settings;
  readonly runs: Runs;
  /** The run of the address; null in views of no run. */
  readonly run: ReadonlySignal<OpenRun | null>;
  readonly scrubber: Scrubber;
  readonly commands: Commands;
  /** What of the Live view's controls is to be opened, or is. */
  readonly asked: Signal<"stop" | "rates" | null>;
  /** What a screen reader says next, politely. */
  readonly announcement: Signal<string>;
  /** Opens another run, for who compares; to be closed by who opened it. */
  readonly open: (id: string) => OpenRun;
}

export interface StudioOptions {
  readonly source: DataSource;
  readonly workers: PageWorkers;
  readonly router: Router;
  readonly settings: Settings;
  readonly frames: Frames;
}

export function createStudio({ source, workers, router, settings, frames }: StudioOptions): Studio {
  const runs = createRuns(source, frames);
  source.subscribe((event) => (event.type === "hello" ? void runs.reload() : runs.hear(event)));
  const open = (id: string): OpenRun => openRun(source, id, frames);
  const run = currentRun(router, open);
  const announcement = signal("");
  followLanguage(settings, announcement);
  const steps = computed(() => run.value?.samples.value ?? []);
  const scrubber = createScrubber(router, steps);
  const commands = createCommands();
  const asked = signal<"stop" | "rates" | null>(null);
  effect(() => {
    if (run.value?.training.value !== true) asked.value = null; // of a run that trains no more
  });
  return { source, workers, router, settings, runs, run, scrubber, commands, asked, announcement, open };
}

/** Texts of another language may not load, where the server is gone: then the page goes on in its own, and says so. */
function followLanguage({ language, stayIn }: Settings, announcement: Signal<string>): void {
  effect(() => {
    speak(language.value).catch(() => {
      announcement.value = shellText.peek().unreachable;
      stayIn(spoken.peek());
    });
  });
}

function currentRun(router: Router, open: (id: string) => OpenRun): ReadonlySignal<OpenRun | null> {
  const id = computed(() => (router.route.value.place.page === "run" ? router.route.value.place.id : null));
  const run = signal<OpenRun | null>(null);
  effect(() => {
    const asked = id.value;
    untracked(() => {
      run.peek()?.close();
      run.value = asked === null ? null : open(asked);
    });
  });
  return run;
}

export const StudioContext = createContext<Studio | null>(null);

/** The page's state, in any component. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (studio === null) throw new Error("no studio around this component");
  return studio;
}

/** The run that a view of one run shows. */
export function useRun(): OpenRun {
  const run = useStudio().run.value;
  if (run === null) throw new Error("no run is open here");
  return run;
}
