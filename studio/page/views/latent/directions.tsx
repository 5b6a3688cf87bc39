/** @file Principal directions: found in the worker, moved along by sliders, named by whoever knows what they do. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { latentText } from "../../messages/texts.ts";
import { percentage } from "../../parts/numbers.ts";
import { whyText } from "../../parts/why-text.ts";
import { Slider } from "./conditions.tsx";
import { DirectionsFiles } from "./directions-files.tsx";
import type { LatentState } from "./latent-state.ts";
import { COMPONENTS, SAMPLES, type Search, useDirections } from "./use-directions.ts";
import "./directions.css";

/** GANSpace's sliders go so far, in standard deviations. */
const REACH = 6;

export interface DirectionsProps {
  readonly state: LatentState;
  readonly run: string;
  /** Names given before, by this run's generator. */
  readonly names: DirectionNames;
}

export interface DirectionNames {
  readonly get: () => Readonly<Record<string, string>>;
  readonly set: (names: Readonly<Record<string, string>>) => void;
}

export function DirectionsPanel({ state, run, names }: DirectionsProps): JSX.Element {
  const text = latentText.value.directions;
  const search = useDirections(state);
  const working = search.working.value;
  return (
    <section class="panel" aria-labelledby="directions-title">
      <h3 id="directions-title">{text.title}</h3>
      <p class="quiet">{text.lead}</p>
      <div class="row">
        <Count label={text.samples} value={search.samples} least={SAMPLES.least} most={SAMPLES.most} />
        <Count label={text.components} value={search.components} least={COMPONENTS.least} most={COMPONENTS.most} />
        <button type="button" onClick={search.find} disabled={working !== null}>
          {text.find}
        </button>
        {working === null ? null : (
          <progress max={working.total} value={working.done} aria-label={text.find}>
            {text.working(working)}
          </progress>
        )}
      </div>
      {search.failure.value === null ? null : (
        <p role="alert">{latentText.value.drawFailed({ why: whyText(search.failure.value) })}</p>
      )}
      {search.found.value === null ? null : (
        <DirectionList
          key={search.round.value}
          state={state}
          names={search.fileNames.value === null ? names : namesIn(search.fileNames)}
          shares={search.found.value.shares}
        />
      )}
      <DirectionsFiles state={state} run={run} names={names} search={search} />
    </section>
  );
}

/** Of a file's directions: not for those that are found later. */
const namesIn = (given: Search["fileNames"]): DirectionNames => ({
  get: () => given.peek() ?? {},
  set: (named) => {
    given.value = named;
  },
});

interface CountProps {
  readonly label: string;
  readonly value: Signal<number>;
  readonly least: number;
  readonly most: number;
}

function Count({ label, value, least, most }: CountProps): JSX.Element {
  return (
    <label>
      {label}{" "}
      <input
        type="number"
        min={least}
        max={most}
        value={value.value}
        onChange={({ currentTarget }) => {
          value.value = Math.min(most, Math.max(least, Math.round(Number(currentTarget.value) || least)));
        }}
      />
    </label>
  );
}

interface ListProps extends Omit<DirectionsProps, "run"> {
  readonly shares: readonly number[];
}

function DirectionList({ state, names, shares }: ListProps): JSX.Element {
  const text = latentText.value.directions;
  const named = useSignal(names.get());
  const rename = (index: number, name: string): void => {
    named.value = { ...named.value, [index]: name };
    names.set(named.value);
  };
  const along = state.along.value;
  const move = (index: number, value: number): void => {
    const { [index]: _, ...others } = state.along.peek();
    state.along.value = value === 0 ? others : { ...others, [index]: value };
    state.axis.value = { kind: "direction", index };
  };
  return (
    <>
      {shares.map((share, index) => {
        const name = named.value[index] || text.name({ index: index + 1 });
        return (
          <div class="direction" key={index}>
            <div class="row">
              <input
                type="text"
                class="name"
                value={name}
                aria-label={text.rename({ index: index + 1 })}
                onChange={({ currentTarget }) => rename(index, currentTarget.value.trim())}
              />
              <span class="quiet">{text.share({ percent: percentage(share) })}</span>
            </div>
            <Slider
              label={name}
              value={along[index] ?? 0}
              {...{ min: -REACH, max: REACH, step: 0.05, usual: 0 }}
              onChange={(value) => move(index, value)}
            />
          </div>
        );
      })}
      <button
        type="button"
        disabled={Object.keys(along).length === 0}
        onClick={() => {
          state.along.value = {};
        }}
      >
        {text.reset}
      </button>
    </>
  );
}
