/** @file Two steps on top of one another, with a line to move between them. */
import type { JSX, TargetedPointerEvent } from "preact";
import { samplesText } from "../../messages/samples.ts";
import { SampleSheetView } from "../../parts/sample-sheet-view.tsx";
import "./compare-mode.css";
import { useRested } from "../../parts/use-rested.ts";
import { cellText } from "./cell-text.ts";
import { nearestStep } from "./sample-options.ts";
import type { SamplesProps } from "./samples-props.ts";
import { Stage } from "./stage.tsx";

export function CompareMode(props: SamplesProps): JSX.Element {
  const { detail, pictures, steps, step, options, setOptions, format } = props;
  const text = samplesText.value;
  const a = nearestStep(steps, options.a ?? (steps[0] as number));
  const rested = useRested(step, 250);
  const setWipe = (wipe: number): void => setOptions({ wipe: String(Math.round(wipe * 1000) / 1000) });
  return (
    <div class="compare">
      <CompareBar {...props} a={a} setWipe={setWipe} />
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
              <SampleSheetView
                {...{ pictures, steps, zoom, grid: detail.grid }}
                step={a}
                label={text.grid({ step: format(a) })}
                cellLabel={(cell) => cellText(props, cell, a)}
              />
            </div>
            <div class="wipe-line" style={{ left: `${100 * options.wipe}%` }} />
          </div>
        )}
      </Stage>
    </div>
  );
}

interface BarProps extends SamplesProps {
  readonly a: number;
  readonly setWipe: (wipe: number) => void;
}

function CompareBar({ steps, step, options, setOptions, format, a, setWipe }: BarProps): JSX.Element {
  const text = samplesText.value;
  return (
    <div class="row">
      <label>
        {text.compare.a}{" "}
        <input
          type="number"
          min={steps[0]}
          max={steps.at(-1)}
          value={a}
          onChange={({ currentTarget }) => setOptions({ a: String(nearestStep(steps, Number(currentTarget.value))) })}
        />
      </label>
      <button type="button" onClick={() => setOptions({ a: String(step) })}>
        {text.compare.take}
      </button>
      <label class="grow">
        {text.compare.wipe}{" "}
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={options.wipe}
          onInput={({ currentTarget }) => setWipe(Number(currentTarget.value))}
        />
      </label>
      <span class="quiet">{text.compare.b({ step: format(step) })}</span>
    </div>
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
