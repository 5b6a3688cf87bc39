/** @file Principal directions: found in the worker, moved along by sliders, named by whoever knows what they do. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { latentText } from "../../messages/latent.ts";
import { percentage } from "../../parts/numbers.ts";
import type { DirectionShares } from "../../workers/latent-messages.ts";
import { Slider } from "./conditions.tsx";
import type { LatentState } from "./latent-state.ts";

const SAMPLES = { least: 100, usual: 1000, most: 20_000 } as const;
const COMPONENTS = { usual: 6, most: 32 } as const;
/** GANSpace's sliders go so far, in standard deviations. */
const REACH = 6;

export interface DirectionsProps {
  readonly state: LatentState;
  /** Names given before, by this run's generator. */
  readonly names: DirectionNames;
}

export interface DirectionNames {
  readonly get: () => Readonly<Record<string, string>>;
  readonly set: (names: Readonly<Record<string, string>>) => void;
}

export function DirectionsPanel({ state, names }: DirectionsProps): JSX.Element {
  const text = latentText.value.directions;
  const samples = useSignal(state.samples.peek() ?? SAMPLES.usual);
  const components = useSignal(
    Math.max(COMPONENTS.usual, 1 + Math.max(-1, ...Object.keys(state.along.peek()).map(Number))),
  );
  const shares = useSignal<DirectionShares | null>(null);
  const working = useSignal<{ readonly done: number; readonly total: number } | null>(null);
  const failure = useSignal("");
  const find = (): void => {
    failure.value = "";
    working.value = { done: 0, total: samples.value };
    const conditions = { label: state.label.peek(), attributes: state.attributes.peek(), psi: 1 };
    state.client
      .directions({ ...conditions, samples: samples.value, components: components.value }, (done, total) => {
        working.value = { done, total };
      })
      .then(
        (found) => {
          shares.value = found;
          state.samples.value = samples.value;
          state.along.value = { ...state.along.peek() }; // drawn anew, now that they mean something
        },
        (cause: unknown) => {
          failure.value = cause instanceof Error ? cause.message : String(cause);
        },
      )
      .finally(() => {
        working.value = null;
      });
  };
  useEffect(() => {
    if (state.samples.peek() !== null) find(); // the address was of somebody who had found them
  }, [state]);
  const number = (label: string, value: { value: number }, least: number, most: number): JSX.Element => (
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
  return (
    <section class="panel" aria-labelledby="directions-title">
      <h3 id="directions-title">{text.title}</h3>
      <p class="muted">{text.lead}</p>
      <div class="row">
        {number(text.samples, samples, SAMPLES.least, SAMPLES.most)}
        {number(text.components, components, 1, COMPONENTS.most)}
        <button type="button" onClick={find} disabled={working.value !== null}>
          {text.find}
        </button>
        {working.value === null ? null : (
          <progress max={working.value.total} value={working.value.done} aria-label={text.find}>
            {text.working(working.value)}
          </progress>
        )}
      </div>
      {failure.value === "" ? null : <p role="alert">{failure.value}</p>}
      {shares.value === null ? null : <DirectionList state={state} names={names} shares={shares.value} />}
    </section>
  );
}

function DirectionList({ state, names, shares }: DirectionsProps & { readonly shares: DirectionShares }): JSX.Element {
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
    <div class="directions">
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
              <span class="muted">{text.share({ percent: percentage(share) })}</span>
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
    </div>
  );
}
