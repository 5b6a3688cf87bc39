/** @file The drawing of a chart with its legend and its keys; where its cursor rests, it is read aloud. */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { chartsText } from "../messages/texts.ts";
import { unionOf } from "./chart-data.ts";
import { ChartLegend } from "./chart-legend.tsx";
import type { ChartFigureProps } from "./chart-props.ts";
import { shortNumber } from "./numbers.ts";
import { usePlot } from "./use-plot.ts";
import { useSpoken } from "./use-spoken.ts";

export function ChartBody(props: ChartFigureProps & { readonly toTable: () => void }): JSX.Element {
  const { title, lines, axis, scrub } = props;
  const host = useRef<HTMLDivElement>(null);
  const cursor = useSignal<number | null>(null);
  const spoken = useSpoken();
  const newest = useRef(props);
  newest.current = props;
  const plot = usePlot(host, newest, cursor);
  useSignalEffect(() => plot.current?.scrub(scrub?.value ?? null));
  const x = unionOf(lines.map((line) => line.x));
  const move = (to: number): void => {
    const index = Math.min(Math.max(to, 0), x.length - 1);
    plot.current?.cursorTo(index);
    spoken.say(() => readAt(newest.current, x, index));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const handled = chartKey(event, { x, at: cursor.peek() ?? x.length - 1, move, props });
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <ChartLegend lines={lines} cursor={cursor} x={x} axis={axis} />
      <div
        class="plot"
        ref={host}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move its cursor
        tabIndex={0}
        role="application"
        aria-roledescription={chartsText.value.role}
        aria-label={`${title}. ${chartsText.value.keysHow}`}
        onKeyDown={onKeyDown}
      />
      <div class="hidden-text" role="status" aria-live="polite">
        {spoken.text.value}
      </div>
    </>
  );
}

interface ChartKeys {
  readonly x: readonly number[];
  readonly at: number;
  readonly move: (index: number) => void;
  readonly props: ChartFigureProps & { readonly toTable: () => void };
}

/** @returns whether the key is the chart's own */
function chartKey({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, { x, at, move, props }: ChartKeys): boolean {
  if (ctrlKey || metaKey) return false;
  const by = shiftKey ? 10 : 1;
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => move(at - by),
    ArrowRight: () => move(at + by),
    Home: () => move(0),
    End: () => move(x.length - 1),
    Enter: () => props.onPick?.(x[at] ?? 0),
    "+": () => props.onZoom?.(zoomed(x, at, props.zoom ?? null, 0.5)),
    "-": () => props.onZoom?.(zoomed(x, at, props.zoom ?? null, 2)),
    "0": () => props.onZoom?.(null),
    t: props.toTable,
  };
  const action = actions[key];
  action?.();
  return action !== undefined;
}

/** Half or twice the stretch around the cursor; null where that is all. */
function zoomed(
  x: readonly number[],
  at: number,
  zoom: readonly [number, number] | null,
  by: number,
): readonly [number, number] | null {
  const [low = 0, high = 1] = [x[0], x.at(-1)];
  const [from, to] = zoom ?? [low, high];
  const half = ((to - from) * by) / 2;
  const centre = Math.min(Math.max(x[at] ?? high, low + half), high - half);
  return 2 * half >= high - low ? null : [centre - half, centre + half];
}

/** The values at a place, as they are read aloud. */
function readAt({ lines, axis }: ChartFigureProps, x: readonly number[], index: number): string {
  const text = chartsText.value;
  const here = x[index] ?? 0;
  const values = lines.flatMap((line) => {
    const value = line.y[line.x.indexOf(here)];
    return value === undefined ? [] : [text.value({ label: line.label, value: shortNumber(value) })];
  });
  return [text.at({ axis: axis.label, value: axis.format(here) }), ...values].join(", ");
}
