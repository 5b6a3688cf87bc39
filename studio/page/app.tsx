/** @file The page: header, rail, and the view that the address names. */
import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { shellText, spoken } from "./messages/texts.ts";
import { Header } from "./parts/header.tsx";
import { NotLoaded } from "./parts/not-loaded.tsx";
import { Palette } from "./parts/palette.tsx";
import { Problem } from "./parts/problem.tsx";
import { Rail } from "./parts/rail.tsx";
import { useAlerts } from "./parts/use-alerts.ts";
import { onUse, useOnUse } from "./parts/use-on-use.ts";
import { viewName } from "./parts/view-name.ts";
import type { DataSource } from "./source.ts";
import type { Connection } from "./sources/live-stream.ts";
import type { OpenRun } from "./state/open-run.ts";
import { pageCommands } from "./state/page-commands.ts";
import type { Place } from "./state/route.ts";
import { type Studio, StudioContext } from "./state/studio.ts";
import { useKeys } from "./state/use-keys.ts";
import { ViewSlot } from "./views/view-slot.tsx";

export interface AppProps {
  readonly studio: Studio;
  readonly connection: () => Connection | null;
  /** Where what is shown is a copy: what it says of itself. */
  readonly badge?: ComponentChildren;
}

const keySheet = onUse(() => import("./parts/on-use/key-sheet.tsx"));

type Window = "palette" | "keys" | null;

export function App({ studio, connection, badge }: AppProps): JSX.Element {
  const [window, setWindow] = useState<Window>(null);
  useEffect(() => {
    const windows = { openPalette: () => setWindow("palette"), openKeys: () => setWindow("keys") };
    return studio.commands.register(pageCommands(studio, windows));
  }, [studio]);
  const sheet = useOnUse(keySheet, window === "keys");
  useKeys(studio);
  useDocument(studio);
  useAlerts(studio);
  const { place } = studio.router.route.value;
  const close = (): void => setWindow(null);
  return (
    <StudioContext.Provider value={studio}>
      <div class={place.page === "run" ? "shell" : "shell no-rail"}>
        <SkipLink />
        <Header
          connection={connection()}
          badge={badge}
          openPalette={() => setWindow("palette")}
          openKeys={() => setWindow("keys")}
        />
        {place.page === "run" && <Rail id={place.id} view={place.view} />}
        <Content place={place}>
          <PlaceView place={place} studio={studio} />
        </Content>
      </div>
      <div class="hidden-text" role="status" aria-live="polite">
        {studio.announcement.value}
      </div>
      {window === "palette" && <Palette onClose={close} />}
      {sheet.value !== null && <sheet.value.KeySheet onClose={close} />}
      {sheet.failed && <NotLoaded />}
    </StudioContext.Provider>
  );
}

/** A link into the page would change the hash, which is the address of a view: it moves the focus instead. */
function SkipLink(): JSX.Element {
  const skip = (): void => document.getElementById("content")?.focus();
  return (
    <button type="button" class="skip" onClick={skip}>
      {shellText.value.skip}
    </button>
  );
}

/**
 * The main part; whoever goes to a view by key or link has the focus in it, at its top, also in the view where he is. Before
 * the view's own effects, which may put the focus somewhere in it.
 */
function Content({ place, children }: { readonly place: Place; readonly children: ComponentChildren }): JSX.Element {
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useLayoutEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
    globalThis.scrollTo(0, 0);
  }, [place]);
  return (
    <main class="content" id="content" tabIndex={-1} ref={main}>
      {children}
    </main>
  );
}

function PlaceView({ place, studio }: { readonly place: Place; readonly studio: Studio }): JSX.Element | null {
  if (place.page === "unknown") return <UnknownPlace path={place.path} studio={studio} />;
  if (place.page !== "run") return <ViewSlot name={place.page === "runs" ? "home" : place.page} about="" />;
  const run = studio.run.value;
  return run === null ? null : <RunPlace run={run} view={place.view} />;
}

function RunPlace({
  run,
  view,
}: {
  readonly run: OpenRun;
  readonly view: Parameters<typeof ViewSlot>[0]["name"];
}): JSX.Element {
  const text = shellText.value;
  const failed = run.failed.value;
  if (failed !== null) return <Problem title={text.runFailed({ run: run.id })} error={failed} />;
  const detail = run.detail.value;
  if (detail === null)
    return (
      <p class="quiet" aria-busy="true">
        {text.reading}
      </p>
    );
  return (
    <>
      {run.gone.value && <p class="notice">{text.runGone}</p>}
      <ViewSlot name={view} about={`${run.id} ${detail.summary.createdAt}`} />
    </>
  );
}

function UnknownPlace({ path, studio }: { readonly path: string; readonly studio: Studio }): JSX.Element {
  const text = shellText.value.unknownPlace;
  return (
    <section class="empty">
      <h1>{text.title}</h1>
      <p>{text.lead({ path })}</p>
      <p>
        <a href={studio.router.href({ page: "runs" })}>{text.home}</a>
      </p>
    </section>
  );
}

/** Language, theme and title of the document. */
function useDocument({ settings, router, source }: Studio): void {
  useSignalEffect(() => {
    const { documentElement: root } = document;
    root.lang = spoken.value === "zh" ? "zh-CN" : "en";
    if (settings.theme.value === "system") delete root.dataset.theme;
    else root.dataset.theme = settings.theme.value;
    document.title = titleOf(router.route.value.place, source);
  });
}

function titleOf(place: Place, source: DataSource): string {
  const text = shellText.value;
  if (place.page === "run") return text.runTitle({ run: place.id, view: viewName(source, place.view) });
  return text.title;
}
