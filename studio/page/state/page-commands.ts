/** @file What can be done everywhere: go to places, move the scrubber, the page's own switches. */
import { shellText } from "../messages/texts.ts";
import { viewName } from "../parts/view-name.ts";
import { loadView, runViews } from "../views/registry.ts";
import type { Command } from "./commands.ts";
import type { RunView } from "./route.ts";
import type { Studio } from "./studio.ts";

/** Second keys of `g`. */
const letters: Readonly<Record<RunView, string>> = {
  live: "l",
  samples: "s",
  latent: "t",
  nets: "n",
  data: "d",
  config: "c",
  export: "e",
};

export interface PageWindows {
  readonly openPalette: () => void;
  readonly openKeys: () => void;
}

const text = (): (typeof shellText)["value"]["commands"] => shellText.value.commands;

export const pageCommands = (studio: Studio, windows: PageWindows): readonly Command[] => [
  ...goCommands(studio),
  ...askCommands(studio),
  ...scrubberCommands(studio),
  ...switchCommands(studio, windows),
];

function goCommands({ router, run, source, runs: list }: Studio): readonly Command[] {
  const views = runViews.map((view): Command => {
    const title = (): string => text().go({ view: viewName(source, view) });
    const go = (): void => {
      const id = run.peek()?.id;
      if (id !== undefined) router.go({ page: "run", id, view });
    };
    return {
      id: `go.${view}`,
      group: "go",
      title,
      keys: [`g ${letters[view]}`],
      enabled: () => run.value !== null,
      run: go,
    };
  });
  const runs: Command = {
    id: "go.runs",
    group: "go",
    title: () => text().goRuns,
    keys: ["g r"],
    run: () => router.go({ page: "runs" }),
  };
  return [runs, ...views, ...pageWideCommands({ router, run, runs: list })];
}

/** To what is no view of one run; whoever compares begins with the run that is open. */
function pageWideCommands({ router, run, runs }: Pick<Studio, "router" | "run" | "runs">): readonly Command[] {
  const go = { group: "go" } as const;
  return [
    {
      ...{ ...go, id: "go.new", keys: ["g w"], title: () => text().goNew },
      possible: () => !runs.readonly.value && loadView("new") !== undefined,
      run: () => router.go({ page: "new" }),
    },
    {
      ...{ ...go, id: "go.compare", keys: ["g m"], title: () => text().goCompare },
      enabled: () => (runs.ids.value?.length ?? 0) > 0 && loadView("compare") !== undefined,
      run: () => router.go({ page: "compare" }, run.peek() === null ? {} : { runs: run.peek()?.id ?? "" }),
    },
  ];
}

/** What the Live view has a form for: there it opens. */
const askCommands = ({ router, run, runs, source, asked }: Studio): readonly Command[] =>
  (["stop", "rates"] as const).map((what) => ({
    ...{ id: `run.${what}`, group: "run", title: () => text()[what] },
    possible: () => source.control !== null && !runs.readonly.value,
    enabled: () => run.value?.training.value === true,
    run: () => {
      const { place } = router.route.peek();
      if (place.page === "run" && place.view !== "live") router.go({ ...place, view: "live" });
      asked.value = what;
    },
  }));

function scrubberCommands({ run, scrubber, source }: Studio): readonly Command[] {
  const enabled = (): boolean => run.value !== null && scrubber.steps.value.length > 0;
  const command = (id: string, keys: string, title: () => string, work: () => void): Command => ({
    ...{ id: `scrub.${id}`, group: "look", title, keys: [keys], enabled, run: work },
  });
  return [
    command(
      "previous",
      "ArrowLeft",
      () => text().previous,
      () => scrubber.move(-1),
    ),
    command(
      "next",
      "ArrowRight",
      () => text().next,
      () => scrubber.move(1),
    ),
    command(
      "previousTen",
      "Shift+ArrowLeft",
      () => text().previousTen,
      () => scrubber.move(-10),
    ),
    command(
      "nextTen",
      "Shift+ArrowRight",
      () => text().nextTen,
      () => scrubber.move(10),
    ),
    command(
      "first",
      "Home",
      () => text().first,
      () => scrubber.to(scrubber.steps.peek()[0] ?? null),
    ),
    command(
      "live",
      "End",
      () => source.copy?.text.value.toNewest.title ?? text().live,
      () => scrubber.to(null),
    ),
    command(
      "play",
      "Space",
      () => text().play,
      () => {
        scrubber.playing.value = !scrubber.playing.peek();
      },
    ),
    ...jumpCommands({ run, scrubber }),
  ];
}

/** To steps where something was: the best evaluation, alerts. */
function jumpCommands({ run, scrubber }: Pick<Studio, "run" | "scrubber">): readonly Command[] {
  const best = (): number | null => run.value?.summary.value?.best?.step ?? null;
  const alert = (by: 1 | -1): number | undefined => {
    const steps = (run.value?.events.value ?? []).filter(isAlert).map(({ step }) => step);
    const at = scrubber.step.value ?? Number.POSITIVE_INFINITY;
    return by === 1 ? steps.find((step) => step > at) : steps.findLast((step) => step < at);
  };
  const toAlert = (by: 1 | -1) => (): void => scrubber.to(alert(by) ?? scrubber.step.peek());
  const look = { group: "look" } as const;
  return [
    {
      ...look,
      id: "scrub.best",
      keys: ["b"],
      title: () => text().best,
      enabled: () => best() !== null,
      run: () => scrubber.to(best()),
    },
    {
      ...look,
      id: "scrub.previousAlert",
      keys: ["["],
      title: () => text().previousAlert,
      enabled: () => alert(-1) !== undefined,
      run: toAlert(-1),
    },
    {
      ...look,
      id: "scrub.nextAlert",
      keys: ["]"],
      title: () => text().nextAlert,
      enabled: () => alert(1) !== undefined,
      run: toAlert(1),
    },
  ];
}

/** Events that warn: those with a code, and what cost training something. */
export const isAlert = ({ type, code }: { readonly type: string; readonly code?: unknown }): boolean =>
  (type === "verdict" && typeof code === "string") || type === "rollback" || type === "diverged";

function switchCommands({ settings }: Studio, { openPalette, openKeys }: PageWindows): readonly Command[] {
  const page = { group: "page" } as const;
  const { nextTheme, letters: single, language, setLanguage } = settings;
  return [
    { ...page, id: "page.palette", keys: ["Ctrl+k"], title: () => text().palette, run: openPalette },
    { ...page, id: "page.keys", keys: ["?"], title: () => text().keys, run: openKeys },
    { ...page, id: "page.theme", keys: ["d"], title: () => text().theme, run: nextTheme },
    {
      ...{ ...page, id: "page.language", keys: ["L"], title: () => text().language },
      run: () => setLanguage(language.peek() === "en" ? "zh" : "en"),
    },
    {
      ...{ ...page, id: "page.letters", title: () => text().letters },
      run: () => {
        single.value = !single.peek();
      },
    },
  ];
}
