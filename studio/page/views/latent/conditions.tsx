/** @file What the generator is asked for besides z: a class, attributes, how far from the middle. */
import type { JSX } from "preact";
import { latentText } from "../../messages/texts.ts";
import { shortNumber } from "../../parts/numbers.ts";
import { LARGEST_PSI } from "./latent-options.ts";
import type { LatentState } from "./latent-state.ts";
import { type Weights, WeightsChoice } from "./weights-choice.tsx";
import "./conditions.css";

interface ConditionsProps {
  readonly state: LatentState;
  /** Null where checkpoints cannot be had. */
  readonly weights: Weights | null;
}

export function ConditionsPanel({ state, weights }: ConditionsProps): JSX.Element {
  const { classes, attributes } = state.client.facts;
  const text = latentText.value;
  return (
    <section class="panel" aria-labelledby="conditions-title">
      <h3 id="conditions-title">{text.conditions.title}</h3>
      {weights === null ? null : <WeightsChoice {...weights} />}
      {classes === null || classes.length < 2 ? null : (
        <label class="field">
          <span>{text.conditions.class}</span>
          <select
            value={state.label.value}
            onInput={({ currentTarget }) => {
              state.label.value = Number(currentTarget.value);
            }}
          >
            {classes.map((name, label) => (
              <option key={name} value={label}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {attributes === null ? null : <Attributes state={state} />}
      <Slider
        label={text.conditions.psi}
        value={state.psi.value}
        {...{ min: 0, max: LARGEST_PSI, step: 0.01, usual: 1 }}
        onChange={(psi) => {
          state.psi.value = psi;
        }}
      />
      <div class="row">
        <button
          type="button"
          aria-pressed={state.walking.value}
          onClick={() => {
            state.walking.value = !state.walking.value;
          }}
        >
          {state.walking.value ? text.walk.stop : text.walk.start}
        </button>
        <label>
          {text.walk.speed}{" "}
          <input
            type="range"
            min={0.05}
            max={3}
            step={0.05}
            value={state.speed.value}
            onInput={({ currentTarget }) => {
              state.speed.value = Number(currentTarget.value);
            }}
          />
        </label>
      </div>
    </section>
  );
}

function Attributes({ state }: { readonly state: LatentState }): JSX.Element {
  const told = state.attributes.value;
  const tell = (name: string, value: number): void => {
    state.attributes.value = { ...told, [name]: value };
  };
  return (
    <div class="attributes">
      {(state.client.facts.attributes ?? []).map(({ name, min, max, mean, binary }) => (
        <Slider
          key={name}
          label={name}
          value={told[name] ?? mean}
          {...{ min, max, step: binary ? 0.01 : (max - min) / 200, usual: mean }}
          onChange={(value) => tell(name, value)}
        />
      ))}
    </div>
  );
}

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What a double click goes back to. */
  readonly usual: number;
  readonly onChange: (value: number) => void;
}

/** A slider and a number that say the same. */
export function Slider({ label, value, min, max, step, usual, onChange }: SliderProps): JSX.Element {
  return (
    <div class="field slider">
      <label>
        <span>{label}</span>
        <input
          {...{ type: "range", min, max, step, value }}
          onInput={({ currentTarget }) => onChange(Number(currentTarget.value))}
          onDblClick={() => onChange(usual)}
        />
      </label>
      <input
        {...{ type: "number", step }}
        aria-label={label}
        value={shortNumber(value) === "–" ? "" : Math.round(value * 1000) / 1000}
        onInput={({ currentTarget }) => {
          if (Number.isFinite(currentTarget.valueAsNumber)) onChange(currentTarget.valueAsNumber);
        }}
      />
    </div>
  );
}
