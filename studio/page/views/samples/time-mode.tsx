/** @file One cell at every step, wrapped into rows; only what is in sight is made. */
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { samplesText } from "../../messages/texts.ts";
import { SampleCellView } from "../../parts/sample-cell-view.tsx";
import type { Size } from "../../parts/sample-sheet.ts";
import "../../parts/tile.css";
import "./time-mode.css";
import { useRoom } from "../../parts/use-room.ts";
import { easyStride, nearestStep, STRIDES, thinned } from "./sample-options.ts";
import type { SamplesProps } from "./samples-props.ts";
import { stripWindow } from "./strip-layout.ts";

/** Small cells are enlarged until they are about so high. */
const TILE = 64;
const TEXT = 20;
const BETWEEN = 8;

export function TimeMode(props: SamplesProps): JSX.Element {
  const { detail, steps, options, setOptions, askNearest, format } = props;
  const text = samplesText.value.time;
  const count = detail.grid?.kind === "images" ? detail.grid.count : 1;
  const cell = Math.min(options.cell ?? 0, count - 1);
  const stride = options.every ?? easyStride(steps.length);
  const size = tileSize(props);
  useEffect(() => {
    props.zoom.value = options.zoom ?? size.zoom;
  }, [props.zoom, options.zoom, size.zoom]);
  const shown = useMemo(() => thinned(steps, stride), [steps, steps.length, stride]);
  return (
    <div class="through-time">
      <div class="row">
        {count === 1 ? null : (
          <label>
            {text.cell}{" "}
            <input
              type="number"
              min={0}
              max={count - 1}
              value={cell}
              onInput={({ currentTarget }) => setOptions({ cell: currentTarget.value })}
            />
          </label>
        )}
        <label>
          {text.every}{" "}
          <select value={stride} onInput={({ currentTarget }) => setOptions({ every: currentTarget.value })}>
            {STRIDES.filter((n) => n === 1 || n < steps.length).map((n) => (
              <option key={n} value={n}>
                {n === 1 ? text.all : text.nth({ n })}
              </option>
            ))}
          </select>
        </label>
        <span class="quiet">{text.count({ shown: format(shown.length), all: format(steps.length) })}</span>
        {askNearest === null ? null : (
          <button type="button" onClick={askNearest}>
            {samplesText.value.chosen.nearest}
          </button>
        )}
      </div>
      <Strip {...props} cell={cell} shown={shown} size={size} />
    </div>
  );
}

/** A cell is enlarged by whole factors alone. */
function tileSize({ detail, options }: SamplesProps): Size & { readonly zoom: number } {
  if (detail.grid?.kind !== "images")
    return { width: 128 * (options.zoom ?? 1), height: 128 * (options.zoom ?? 1), zoom: 1 };
  const [, height = 1, width = 1] = detail.record.data.shape;
  const zoom = options.zoom ?? Math.max(1, Math.floor(TILE / height));
  return { width: width * zoom, height: height * zoom, zoom };
}

interface StripProps extends SamplesProps {
  readonly cell: number;
  readonly shown: readonly number[];
  readonly size: Size;
}

function Strip(props: StripProps): JSX.Element {
  const { cell, shown, size, step, format } = props;
  const text = samplesText.value;
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const [scrolled, setScrolled] = useState(0);
  const tile = { width: size.width + BETWEEN, height: size.height + TEXT + BETWEEN };
  const view = stripWindow({ tiles: shown.length, tile, ...room, scrolled });
  const present = shown.indexOf(nearestStep(shown, step));
  useInSight(box, Math.floor(present / view.columns) * tile.height, tile.height);
  return (
    <section
      ref={box}
      class="strip"
      aria-label={text.time.label({ cell })}
      onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop)}
    >
      <div class="strip-rows" style={{ height: `${view.height}px` }}>
        {shown.slice(view.start, view.end).map((at, i) => {
          const index = view.start + i;
          const [row, column] = [Math.floor(index / view.columns), index % view.columns];
          const place = { left: `${column * tile.width}px`, top: `${row * tile.height}px`, width: `${size.width}px` };
          return (
            <button
              key={at}
              type="button"
              class="tile"
              style={place}
              aria-label={text.time.tile({ cell, step: format(at) })}
              aria-current={index === present ? "step" : undefined}
              onClick={() => props.goTo(at)}
            >
              <SampleCellView {...props} step={at} size={size} />
              <span class="tile-step">{format(at)}</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

/** Scrolls so that the step looked at is in sight, whenever another is. */
function useInSight(box: { readonly current: HTMLElement | null }, top: number, height: number): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { scrollTop, clientHeight } = element;
    if (top < scrollTop || top + height > scrollTop + clientHeight) {
      element.scrollTop = Math.max(0, top - clientHeight / 2 + height / 2);
    }
  }, [box, top, height]);
}
