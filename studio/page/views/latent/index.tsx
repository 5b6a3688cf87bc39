/** @file Latent: the run's generator in a worker of the page, and ways through its latent space. */
import { effect, type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { shellWord } from "../../../api/command-line.ts";
import { latentText } from "../../messages/texts.ts";
import { sizeText, wholeNumber } from "../../parts/numbers.ts";
import { useRestingQuery } from "../../parts/sample-query.ts";
import { whyText } from "../../parts/why-text.ts";
import type { Query } from "../../state/route.ts";
import { browserShelf } from "../../state/settings.ts";
import { type Studio, useRun, useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import "./latent.css"; // before those of its parts
import { ConditionsPanel } from "./conditions.tsx";
import { type DirectionNames, DirectionsPanel } from "./directions.tsx";
import { Faders } from "./faders.tsx";
import { latentCommands } from "./latent-commands.ts";
import { latentOptions, latentQuery } from "./latent-options.ts";
import type { LatentState } from "./latent-state.ts";
import type { Interval } from "./paint.ts";
import { PictureStage } from "./picture-stage.tsx";
import { boardOf } from "./pins.ts";
import { PinsPanel } from "./pins-panel.tsx";
import { SeedPad } from "./seed-pad.tsx";
import { type Shown, ThroughTraining } from "./through-training.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";
import { useOpened } from "./use-opened.ts";
import { type Weights, WeightsChoice } from "./weights-choice.tsx";
import "../../parts/sample-sheet.css";

const FILE = "generator.onnx";

export function View(): JSX.Element | null {
  const run = useRun();
  const { source, router } = useStudio();
  const text = latentText.value;
  const detail = run.detail.value;
  if (detail === null) return null;
  const leftOut = detail.leftOut?.files[FILE];
  if (leftOut !== undefined)
    return <p class="quiet">{text.leftOut({ run: shellWord(run.id), size: sizeText(leftOut) })}</p>;
  if (detail.files[FILE] === undefined) return <p class="quiet">{text.none}</p>;
  if (typeof WebAssembly === "undefined") return <p role="alert">{text.noWebAssembly}</p>;
  const range = detail.grid?.kind === "points" ? (detail.grid.range ?? null) : null;
  const { steps, last } = detail.checkpoints;
  const weights = weightsOf(run.id, steps, { source, router });
  const chosen = weights?.chosen ?? null;
  const url = weights === null || chosen === null ? run.fileUrl(FILE) : weights.urlOf(chosen);
  return <Explorer key={run.id} id={run.id} url={url} weights={weights} written={last} interval={range} />;
}

/** Null where checkpoints cannot be had, or there is nothing to choose. */
function weightsOf(
  id: string,
  steps: readonly number[],
  { source, router }: Pick<Studio, "source" | "router">,
): Weights | null {
  const { generatorUrl } = source;
  if (generatorUrl === undefined || steps.length === 0) return null;
  const asked = Number(router.route.value.query.checkpoint ?? Number.NaN);
  return {
    steps,
    chosen: steps.includes(asked) ? asked : null,
    choose: (step: number | null) => router.setQuery({ checkpoint: step === null ? null : String(step) }),
    urlOf: (step: number) => generatorUrl(id, step),
  };
}

interface ExplorerProps {
  readonly id: string;
  readonly url: string;
  readonly weights: Weights | null;
  /** The step of the newest checkpoint, with which the generator was written; null where there is none. */
  readonly written: number | null;
  readonly interval: Interval | null;
}

function Explorer({ id, url, weights, written, interval }: ExplorerProps): JSX.Element {
  const newest = weights?.chosen == null;
  const { state, failure, opening, loaded, reload } = useOpened(url, newest ? written : null);
  const shown = useSignal<Shown | null>(null);
  useKeptFocus([state.value, failure.value]);
  if (failure.value !== null) return <Failed cause={failure.value} weights={weights} />;
  if (state.value === null) return <Opening />;
  const outdated = newest && written !== null && loaded.value !== null && written !== loaded.value;
  return (
    <>
      {opening.value ? <Opening hidden /> : outdated ? <Newer step={written} load={reload} /> : null}
      <Explored
        key={state.value.client}
        {...{ id, weights, interval, shown }}
        state={state.value}
        busy={opening.value}
      />
    </>
  );
}

/** @param hidden said, and seen by the picture that gives way */
const Opening = ({ hidden = false }: { readonly hidden?: boolean }): JSX.Element => (
  <p class={hidden ? "hidden-text" : "quiet"} role="status" aria-busy="true">
    {latentText.value.opening}
  </p>
);

function Newer({ step, load }: { readonly step: number; readonly load: () => void }): JSX.Element {
  const text = latentText.value;
  const take = (): void => {
    document.getElementById("content")?.focus({ preventScroll: true }); // the button goes
    load();
  };
  return (
    <p class="notice newer" role="status">
      {text.newer({ step: wholeNumber(step) })}{" "}
      <button type="button" onClick={take}>
        {text.load}
      </button>
    </p>
  );
}

/** @param weights for those that cannot be opened, others can be taken */
function Failed({ cause, weights }: { readonly cause: unknown; readonly weights: Weights | null }): JSX.Element {
  const text = latentText.value;
  return (
    <>
      <section class="problem" role="alert">
        <div>
          <h2>{text.failed}</h2>
          <p>{whyText(cause)}</p>
          <p>{text.elsewhere}</p>
        </div>
      </section>
      {weights === null ? null : <WeightsChoice {...weights} />}
    </>
  );
}

interface ExploredProps extends Pick<ExplorerProps, "id" | "interval" | "weights"> {
  readonly state: LatentState;
  readonly shown: Signal<Shown | null>;
  /** Other weights are being opened. */
  readonly busy: boolean;
}

function Explored({ id, state, weights, interval, shown, busy }: ExploredProps): JSX.Element {
  const { router } = useStudio();
  const resting = useRestingQuery(router);
  const board = boardOf(id);
  const names = useMemo(() => namesOf(id), [id]);
  useAtOnce(() => {
    const options = state.options.value;
    if (!state.walking.value) resting.change(latentQuery(options));
  });
  useFollowedAddress(state);
  useCommands(() => latentCommands(state, board), [state, board]);
  const failed = state.failed.value;
  return (
    <div class="latent" aria-busy={busy}>
      <div class="latent-left">
        {failed === null ? null : <p role="alert">{latentText.value.drawFailed({ why: whyText(failed) })}</p>}
        <PictureStage state={state} interval={interval} />
        <PinsPanel state={state} board={board} run={id} />
        {weights === null ? null : <ThroughTraining {...{ state, weights, shown }} />}
        <Faders state={state} />
      </div>
      <div class="latent-right">
        <SeedPad state={state} />
        <ConditionsPanel state={state} weights={weights} />
        <DirectionsPanel state={state} run={id} names={names} />
      </div>
    </div>
  );
}

/** Somebody follows a link within the view, or goes back: the address says where to. */
function useFollowedAddress(state: LatentState): void {
  const { router } = useStudio();
  const asked = (query: Query): string => JSON.stringify(latentQuery(latentOptions(query)));
  const former = useRef(asked(router.route.peek().query));
  useAtOnce(() => {
    const { query } = router.route.value;
    const next = asked(query);
    if (next === former.current) return;
    former.current = next;
    if (next !== JSON.stringify(latentQuery(state.options.peek()))) state.adopt(latentOptions(query));
  });
}

/** Not a frame later, as `useSignalEffect`: the address would say what was before the newest move, and be followed there. */
const useAtOnce = (work: () => void): void => useEffect(() => effect(work), []);

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
