/** @file Two sheets on top of one another, with a line to move between them: two steps, two weights, two runs. */
import type { JSX, TargetedPointerEvent } from "preact";
import { samplesText } from "../../../messages/texts.ts";
import { SampleSheetView } from "../../../parts/sample-sheet-view.tsx";
import { useStudio } from "../../../state/studio.ts";
import "./compare-mode.css";
import { useRested } from "../../../parts/use-rested.ts";
import { cellText } from "../cell-text.ts";
import { leftText, nearestStep } from "../sample-options.ts";
import type { SamplesProps } from "../samples-props.ts";
import { Stage } from "../stage.tsx";
import { type LeftSide, otherWeights, useLeft } from "./use-left.ts";

export function CompareMode(props: SamplesProps): JSX.Element {
  const { detail, pictures, steps, step, options, setOptions, format } = props;
  const text = samplesText.value;
  const left = useLeft(props);
  const rested = useRested(step, 250);
  const setWipe = (wipe: number): void => setOptions({ wipe: String(Math.round(wipe * 1000) / 1000) });
  return (
    <div class="compare">
      <CompareBar {...props} side={left} setWipe={setWipe} />
      <Stage {...props}>
        {(zoom, onSize, onMissing) => (
          <div class="wiped" onPointerDown={(event) => follow(event, setWipe)}>
            <SampleSheetView
              {...{ pictures, steps, step, zoom, onSize, onMissing, grid: detail.grid }}
              label={text.grid({ step: format(rested) })}
              cellLabel={(cell) => cellText(props, cell, rested)}
            />
            <div
              class="wipe"
              style={{ clipPath: `inset(0 ${100 * (1 - options.wipe)}% 0 0)` }}
              data-clip={options.wipe}
            >
              {left === null ? null : (
                <SampleSheetView
                  {...{ ...left, zoom }}
                  label={text.grid({ step: format(left.step) })}
                  cellLabel={(cell) => cellText(props, cell, left.step)}
                />
              )}
            </div>
            <div class="wipe-line" style={{ left: `${100 * options.wipe}%` }} />
          </div>
        )}
      </Stage>
    </div>
  );
}

interface BarProps extends SamplesProps {
  readonly side: LeftSide | null;
  readonly setWipe: (wipe: number) => void;
}

function CompareBar(props: BarProps): JSX.Element {
  const { step, options, format, setWipe } = props;
  const text = samplesText.value.compare;
  return (
    <div class="row">
      <LeftChoice {...props} />
      {options.left.kind === "weights" ? null : <LeftStep {...props} />}
      <label class="grow">
        {text.wipe}{" "}
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={options.wipe}
          onInput={({ currentTarget }) => setWipe(Number(currentTarget.value))}
        />
      </label>
      <span class="quiet">{text.b({ step: format(step) })}</span>
    </div>
  );
}

/** A step of this run, its other weights, or another run. */
function LeftChoice({ detail, options, setOptions }: BarProps): JSX.Element {
  const { runs } = useStudio();
  const { compare, weights } = samplesText.value;
  const others = (runs.ids.value ?? []).filter((id) => id !== detail.summary.id);
  const { left } = options;
  const known = left.kind !== "run" || others.includes(left.id) ? others : [left.id, ...others];
  return (
    <label>
      {compare.left}{" "}
      <select
        value={leftText(left) ?? ""}
        onInput={({ currentTarget: { value } }) => setOptions({ left: value || null, a: null })}
      >
        <option value="">{compare.here}</option>
        {detail.liveSamples ? <option value="weights">{weights[otherWeights(options.weights)]}</option> : null}
        {known.map((id) => (
          <option key={id} value={`run:${id}`}>
            {id}
          </option>
        ))}
      </select>
    </label>
  );
}

function LeftStep({ side, step, setOptions }: BarProps): JSX.Element {
  const text = samplesText.value.compare;
  if (side === null) return <span class="quiet">{text.nothing}</span>;
  const { steps } = side;
  return (
    <>
      <label>
        {text.a}{" "}
        <input
          type="number"
          min={steps[0]}
          max={steps.at(-1)}
          value={side.step}
          onChange={({ currentTarget }) => setOptions({ a: String(nearestStep(steps, Number(currentTarget.value))) })}
        />
      </label>
      <button type="button" onClick={() => setOptions({ a: String(step) })}>
        {text.take}
      </button>
    </>
  );
}

/** From a press until it ends, the line is where the pointer is. */
function follow(event: TargetedPointerEvent<HTMLElement>, setWipe: (wipe: number) => void): void {
  if (event.button !== 0) return;
  const element = event.currentTarget;
  const move = ({ clientX }: PointerEvent): void => {
    const { left, width } = element.getBoundingClientRect();
    setWipe(Math.min(1, Math.max(0, (clientX - left) / width)));
  };
  const stop = (): void => {
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", stop);
    element.removeEventListener("pointercancel", stop);
  };
  element.setPointerCapture(event.pointerId);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", stop);
  element.addEventListener("pointercancel", stop);
  move(event);
}
