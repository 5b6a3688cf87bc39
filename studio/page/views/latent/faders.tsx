/** @file All numbers of z as faders. Those not set by hand follow the picture; setting one lets the others move on. */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { latentText } from "../../messages/texts.ts";
import { shortNumber } from "../../parts/numbers.ts";
import type { LatentState } from "./latent-state.ts";
import "./faders.css";

/** Faders of a normal z reach so far: one in 16,000 numbers lies beyond. */
const REACH = 4;

export function Faders({ state }: { readonly state: LatentState }): JSX.Element {
  const { latentSize } = state.client.facts;
  const open = useSignal(false);
  const text = latentText.value.faders;
  return (
    <details
      class="panel faders-panel"
      onToggle={({ currentTarget }) => {
        open.value = currentTarget.open;
      }}
    >
      <summary>
        <h3>{text.title({ count: latentSize })}</h3>
      </summary>
      {open.value ? <FaderDesk state={state} /> : null}
    </details>
  );
}

function FaderDesk({ state }: { readonly state: LatentState }): JSX.Element {
  const { latentSize } = state.client.facts;
  const text = latentText.value.faders;
  const effects = useSignal<Float32Array | null>(null);
  const working = useSignal<{ readonly done: number; readonly total: number } | null>(null);
  const sort = (): void => {
    if (effects.value !== null) {
      effects.value = null;
      return;
    }
    working.value = { done: 0, total: latentSize };
    state.client
      .sensitivity(state.scene.peek(), (done, total) => {
        working.value = { done, total };
      })
      .then(
        (found) => {
          effects.value = found;
        },
        () => {}, // the picture says why
      )
      .finally(() => {
        working.value = null;
      });
  };
  const order = Array.from({ length: latentSize }, (_, i) => i);
  const found = effects.value;
  if (found !== null) order.sort((a, b) => (found[b] as number) - (found[a] as number));
  return (
    <div class="fader-desk">
      <div class="row">
        <button type="button" onClick={sort} disabled={working.value !== null}>
          {found === null ? text.sort : text.order}
        </button>
        <button
          type="button"
          disabled={Object.keys(state.set.value).length === 0}
          onClick={() => {
            state.set.value = {};
          }}
        >
          {text.reset}
        </button>
        <span class="quiet" role="status">
          {working.value === null ? text.hint : text.working(working.value)}
        </span>
      </div>
      <FaderBank state={state} order={order} effects={found} />
    </div>
  );
}

interface BankProps {
  readonly state: LatentState;
  readonly order: readonly number[];
  readonly effects: Float32Array | null;
}

/** Their values are put in past the components: a hundred of them move with each picture. */
function FaderBank({ state, order, effects }: BankProps): JSX.Element {
  const bank = useRef<HTMLDivElement>(null);
  const text = latentText.value.faders;
  const [low, high] = state.client.facts.range ?? [-REACH, REACH];
  const byHand = state.set.value;
  useSignalEffect(() => {
    const z = state.drawn.value?.z;
    if (z === undefined) return;
    for (const fader of bank.current?.querySelectorAll<HTMLInputElement>("input") ?? []) {
      const value = z[Number(fader.dataset.index)];
      if (value !== undefined && document.activeElement !== fader) fader.value = String(value);
    }
  });
  const change = (index: number, value: number | null): void => {
    const { [index]: _, ...others } = state.set.peek();
    state.set.value = value === null ? others : { ...others, [index]: value };
    if (value !== null) state.axis.value = { kind: "number", index };
  };
  return (
    <div class="faders" ref={bank}>
      {order.map((index) => (
        <label key={index} class={index in byHand ? "fader by-hand" : "fader"}>
          <input
            type="range"
            data-index={index}
            min={low}
            max={high}
            step={0.01}
            title={effects === null ? text.number({ index }) : text.effect({ effect: shortNumber(effects[index]) })}
            aria-label={text.number({ index })}
            onInput={({ currentTarget }) => change(index, Number(currentTarget.value))}
            onDblClick={() => change(index, null)}
            onKeyDown={(event) => {
              if (event.key === "Delete" || event.key === "Backspace") change(index, null);
            }}
          />
          <span aria-hidden="true">{index}</span>
        </label>
      ))}
    </div>
  );
}
