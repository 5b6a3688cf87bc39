/** @file What the present latent became while the generator was trained: drawn with the weights of each checkpoint. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { evenly } from "../../../api/evenly.ts";
import { latentText } from "../../messages/texts.ts";
import { wholeNumber } from "../../parts/numbers.ts";
import "../../parts/tile.css";
import { whyText } from "../../parts/why-text.ts";
import { useStudio } from "../../state/studio.ts";
import type { Drawing } from "../../workers/latent-messages.ts";
import { DrawnTile } from "./drawn-tile.tsx";
import type { LatentState } from "./latent-state.ts";
import type { Weights } from "./weights-choice.tsx";
import "./through-training.css";

/** Checkpoints shown at most; each has to be opened. */
const MOST = 9;

interface ThroughProps {
  readonly state: LatentState;
  readonly weights: Weights;
}

interface PanelProps extends ThroughProps {
  /** What was drawn last stays while other weights are opened. */
  readonly shown: Signal<Shown | null>;
}

export interface Shown {
  readonly steps: readonly number[];
  readonly drawing: Drawing;
}

export function ThroughTraining({ state, weights, shown }: PanelProps): JSX.Element {
  const { workers } = useStudio();
  const text = latentText.value.through;
  const working = useSignal<{ readonly done: number; readonly total: number } | null>(null);
  const failure = useSignal<unknown>(null);
  const draw = async (): Promise<void> => {
    const steps = evenly(weights.steps, MOST);
    const { psi, label, attributes, ...scene } = state.scene.peek();
    working.value = { done: 0, total: steps.length };
    failure.value = null;
    try {
      const { z } = await state.client.draw({ scene: { ...scene, label, attributes, psi: 1 } });
      const models = await Promise.all(steps.map((step) => workers.fileFor(weights.urlOf(step))));
      const drawing = await state.client.through({ models, z, label, attributes, psi }, (done, total) => {
        working.value = { done, total };
      });
      shown.value = { steps, drawing };
    } catch (cause) {
      failure.value = cause;
    } finally {
      working.value = null;
    }
  };
  return (
    <section class="panel" aria-labelledby="through-title">
      <h3 id="through-title">{text.title}</h3>
      <div class="row">
        <button type="button" disabled={working.value !== null} onClick={() => void draw()}>
          {text.draw}
        </button>
        {working.value === null ? null : (
          <progress max={working.value.total} value={working.value.done} aria-label={text.title} />
        )}
        {shown.value === null && working.value === null ? <span class="quiet">{text.hint}</span> : null}
      </div>
      {failure.value === null ? null : (
        <p role="alert">{latentText.value.drawFailed({ why: whyText(failure.value) })}</p>
      )}
      {shown.value === null ? null : <Strip {...shown.value} state={state} weights={weights} />}
    </section>
  );
}

function Strip({ state, weights, steps, drawing }: ThroughProps & Shown): JSX.Element {
  const text = latentText.value.through;
  return (
    <div class="through-strip">
      {steps.map((step, i) => (
        <button
          key={step}
          id={`through-${step}`}
          type="button"
          class="tile"
          aria-label={text.take({ step: wholeNumber(step) })}
          title={text.take({ step: wholeNumber(step) })}
          aria-current={weights.chosen === step ? "step" : undefined}
          onClick={() => weights.choose(step)}
        >
          <DrawnTile drawing={drawing} shape={state.client.facts.sampleShape} about={64} index={i} />
          <span class="quiet">{wholeNumber(step)}</span>
        </button>
      ))}
    </div>
  );
}
