/** @file Latent: the run's generator in a worker of the page, and ways through its latent space. */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { latentText } from "../../messages/latent.ts";
import { sizeText, wholeNumber } from "../../parts/numbers.ts";
import { useRestingQuery } from "../../parts/sample-query.ts";
import type { Query } from "../../state/route.ts";
import { browserShelf } from "../../state/settings.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { ConditionsPanel } from "./conditions.tsx";
import { type DirectionNames, DirectionsPanel } from "./directions.tsx";
import { Faders } from "./faders.tsx";
import { openLatent } from "./latent-client.ts";
import { latentCommands } from "./latent-commands.ts";
import { latentOptions, latentQuery } from "./latent-options.ts";
import { createLatentState, type LatentState } from "./latent-state.ts";
import type { Interval } from "./paint.ts";
import { PictureStage } from "./picture-stage.tsx";
import { boardOf } from "./pins.ts";
import { PinsPanel } from "./pins-panel.tsx";
import { SeedPad } from "./seed-pad.tsx";
import { whyText } from "./why-text.ts";
import "../../parts/sample-sheet.css";
import "./latent.css";

const FILE = "generator.onnx";

export function View(): JSX.Element | null {
  const run = useRun();
  const text = latentText.value;
  const detail = run.detail.value;
  if (detail === null) return null;
  const leftOut = detail.leftOut?.files[FILE];
  if (leftOut !== undefined) return <p class="quiet">{text.leftOut({ run: run.id, size: sizeText(leftOut) })}</p>;
  if (detail.files[FILE] === undefined) return <p class="quiet">{text.none}</p>;
  if (typeof WebAssembly === "undefined") return <p role="alert">{text.noWebAssembly}</p>;
  const range = detail.grid?.kind === "points" ? (detail.grid.range ?? null) : null;
  return <Explorer id={run.id} url={run.fileUrl(FILE)} written={detail.checkpoints.last} interval={range} />;
}

interface ExplorerProps {
  readonly id: string;
  readonly url: string;
  /** The step of the newest checkpoint, with which the generator was written; null where there is none. */
  readonly written: number | null;
  readonly interval: Interval | null;
}

function Explorer({ id, url, written, interval }: ExplorerProps): JSX.Element {
  const { router, workers } = useStudio();
  const state = useSignal<LatentState | null>(null);
  const failure = useSignal<unknown>(null);
  const loaded = useSignal(written);
  useEffect(() => {
    const leave = new AbortController();
    failure.value = null;
    openLatent(workers, url, FILE, leave.signal).then(
      (client) => {
        if (leave.signal.aborted) client.close();
        else state.value = createLatentState(client, latentOptions(router.route.peek().query));
      },
      (cause: unknown) => {
        if (!leave.signal.aborted) failure.value = cause;
      },
    );
    return () => {
      leave.abort();
      state.peek()?.close();
      state.value = null;
    };
  }, [url, loaded.value]);
  const text = latentText.value;
  if (failure.value !== null) return <Failed cause={failure.value} />;
  if (state.value === null) {
    return (
      <p class="quiet" role="status" aria-busy="true">
        {text.opening}
      </p>
    );
  }
  return (
    <>
      {written === null || written === loaded.value ? null : (
        <p class="notice newer" role="status">
          {text.newer({ step: wholeNumber(written) })}{" "}
          <button
            type="button"
            onClick={() => {
              loaded.value = written;
            }}
          >
            {text.load}
          </button>
        </p>
      )}
      <Explored id={id} state={state.value} interval={interval} />
    </>
  );
}

function Failed({ cause }: { readonly cause: unknown }): JSX.Element {
  const text = latentText.value;
  return (
    <section class="problem" role="alert">
      <div>
        <h2>{text.failed}</h2>
        <p>{whyText(cause)}</p>
        <p>{text.elsewhere}</p>
      </div>
    </section>
  );
}

function Explored({
  id,
  state,
  interval,
}: Pick<ExplorerProps, "id" | "interval"> & { readonly state: LatentState }): JSX.Element {
  const { router } = useStudio();
  const resting = useRestingQuery(router);
  const board = boardOf(id);
  const names = useMemo(() => namesOf(id), [id]);
  useSignalEffect(() => {
    const options = state.options.value;
    if (!state.walking.value) resting.change(latentQuery(options));
  });
  useFollowedAddress(state);
  useCommands(() => latentCommands(state, board), [state, board]);
  const failed = state.failed.value;
  return (
    <div class="latent">
      <div class="latent-left">
        {failed === null ? null : <p role="alert">{latentText.value.drawFailed({ why: whyText(failed) })}</p>}
        <PictureStage state={state} interval={interval} />
        <PinsPanel state={state} board={board} run={id} />
        <Faders state={state} />
      </div>
      <div class="latent-right">
        <SeedPad state={state} />
        <ConditionsPanel state={state} />
        <DirectionsPanel state={state} names={names} />
      </div>
    </div>
  );
}

/** Somebody follows a link within the view, or goes back: the address says where to. */
function useFollowedAddress(state: LatentState): void {
  const { router } = useStudio();
  const asked = (query: Query): string => JSON.stringify(latentQuery(latentOptions(query)));
  const former = useRef(asked(router.route.peek().query));
  useSignalEffect(() => {
    const { query } = router.route.value;
    const next = asked(query);
    if (next === former.current) return;
    former.current = next;
    if (next !== JSON.stringify(latentQuery(state.options.peek()))) state.adopt(latentOptions(query));
  });
}

/** Names of directions, kept by the browser. */
function namesOf(id: string): DirectionNames {
  const key = `directions.${id}`;
  return {
    get: () => {
      try {
        return JSON.parse(browserShelf.get(key) ?? "{}") as Record<string, string>;
      } catch {
        return {};
      }
    },
    set: (names) => browserShelf.set(key, JSON.stringify(names)),
  };
}
