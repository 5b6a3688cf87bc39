/**
 * @file A chart that everybody can read: drawn, moved through by keys, told in a sentence, and as a table. All charts of
 * a page share one cursor, and show the step that the scrubber is at.
 */
import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { chartsText } from "../messages/charts.ts";
import { useStudio } from "../state/studio.ts";
import { type ChartLine, factsOf, unionOf } from "./chart-data.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { ChartPlot, type Mark, type PlotSpec, type ReferenceLine, type Zone } from "./chart-plot.ts";
import { ChartTable } from "./chart-table.tsx";
import { Icon } from "./icon.tsx";
import { shortNumber, wholeNumber } from "./numbers.ts";

export interface ChartFigureProps {
  readonly title: string;
  /** How to read it, a sentence or two. */
  readonly how: string;
  /** Another array when something changed. */
  readonly lines: readonly ChartLine[];
  readonly axis: ChartAxis;
  readonly log?: boolean;
  readonly references?: readonly ReferenceLine[];
  readonly zones?: readonly Zone[];
  readonly marks?: readonly Mark[];
  readonly range?: readonly [number, number];
  readonly formatY?: (value: number) => string;
  /** Where the scrubber is, on x; null: live. */
  readonly scrub?: ReadonlySignal<number | null>;
  readonly onPick?: (x: number) => void;
  /** The stretch of x to show, and asks for another; null: all. */
  readonly zoom?: readonly [number, number] | null;
  readonly onZoom?: (range: readonly [number, number] | null) => void;
  /** As a table. */
  readonly asTable?: boolean;
}

export interface ChartAxis {
  /** What x counts, in words. */
  readonly label: string;
  readonly format: (value: number) => string;
}

export function ChartFigure(props: ChartFigureProps): JSX.Element {
  const [table, setTable] = useState(false);
  const [how, setHow] = useState(false);
  const id = useId();
  const text = chartsText.value;
  const { title, lines, zoom = null } = props;
  const shown = table || props.asTable === true;
  const empty = lines.every(({ x }) => x.length === 0);
  return (
    <figure class="chart" aria-labelledby={`${id}-title`} aria-describedby={`${id}-summary`}>
      <figcaption>
        <h3 id={`${id}-title`}>{title}</h3>
        <span class="space" />
        {zoom !== null && (
          <button type="button" class="plain" onClick={() => props.onZoom?.(null)}>
            {text.unzoom}
          </button>
        )}
        <button
          type="button"
          class="plain"
          aria-pressed={shown}
          aria-label={`${text.table}: ${title}`}
          title={`${text.table} (t)`}
          onClick={() => setTable(!table)}
        >
          <Icon name="table" />
        </button>
        <button
          type="button"
          class="plain"
          aria-expanded={how}
          aria-label={`${text.how}: ${title}`}
          title={text.how}
          onClick={() => setHow(!how)}
        >
          <Icon name="help" />
        </button>
      </figcaption>
      {how && <p class="how">{props.how}</p>}
      <p class="hidden-text" id={`${id}-summary`}>
        {empty ? text.none : summaryOf(props)}
      </p>
      {empty && <p class="quiet">{text.none}</p>}
      {!empty && shown && <ChartTable lines={lines} axis={props.axis} title={title} />}
      {!empty && !shown && <ChartBody {...props} toTable={() => setTable(true)} />}
    </figure>
  );
}

/** The chart in a sentence a line. */
export function summaryOf({ lines, axis }: Pick<ChartFigureProps, "lines" | "axis">): string {
  const text = chartsText.value;
  const at = (x: number): string => text.at({ axis: axis.label, value: axis.format(x) });
  return lines
    .flatMap((line) => {
      const facts = factsOf(line);
      if (facts === null) return [];
      const { last, least, leastX, greatest, greatestX, trend } = facts;
      return text.summary({
        ...{ label: line.label, count: wholeNumber(line.x.length), last: shortNumber(last) },
        ...{ least: shortNumber(least), leastAt: at(leastX) },
        ...{ greatest: shortNumber(greatest), greatestAt: at(greatestX), trend: text.trends[trend] },
      });
    })
    .join(" ");
}

function ChartBody(props: ChartFigureProps & { readonly toTable: () => void }): JSX.Element {
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

const SPEAK_MS = 350;

/** Says only where a cursor rests. */
function useSpoken(): { readonly text: ReadonlySignal<string>; readonly say: (text: () => string) => void } {
  const text = useSignal("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const say = (what: () => string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      text.value = what();
    }, SPEAK_MS);
  };
  return { text, say };
}

type Current<T> = { readonly current: T };

/** The plot in its element: made once, told what changed. */
function usePlot(
  host: Current<HTMLDivElement | null>,
  newest: Current<ChartFigureProps>,
  cursor: { value: number | null },
): Current<ChartPlot | null> {
  const plot = useRef<ChartPlot | null>(null);
  const { settings } = useStudio();
  useEffect(() => {
    if (host.current === null) return;
    const made = new ChartPlot(host.current, specOf(newest.current), {
      onCursor: (index) => {
        cursor.value = index;
      },
      onPick: (x) => newest.current.onPick?.(x),
      onZoom: (from, to) => newest.current.onZoom?.([from, to]),
      onUnzoom: () => newest.current.onZoom?.(null),
    });
    plot.current = made;
    made.scrub(newest.current.scrub?.peek() ?? null);
    const sizes = new ResizeObserver(([entry]) => made.resize(entry?.contentRect.width ?? 0));
    sizes.observe(host.current);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const redraw = (): void => made.redrawAll();
    dark.addEventListener("change", redraw);
    return () => {
      sizes.disconnect();
      dark.removeEventListener("change", redraw);
      made.destroy();
      plot.current = null;
    };
  }, [host, newest, cursor]);
  const { lines, references, zones, marks, log, axis, zoom } = newest.current;
  useEffect(() => plot.current?.update(specOf(newest.current)), [lines, references, zones, marks, log, axis.label]);
  useEffect(() => plot.current?.zoom(newest.current.zoom ?? null), [zoom?.[0], zoom?.[1], axis.label]);
  const look = `${settings.theme.value} ${settings.language.value}`;
  useEffect(() => {
    // The theme is set on the document by an effect of its own.
    const frame = requestAnimationFrame(() => plot.current?.redrawAll());
    return () => cancelAnimationFrame(frame);
  }, [look]);
  return plot;
}

const specOf = (props: ChartFigureProps): PlotSpec => ({
  lines: props.lines,
  log: props.log ?? false,
  references: props.references ?? [],
  zones: props.zones ?? [],
  marks: props.marks ?? [],
  range: props.range ?? null,
  formatX: props.axis.format,
  formatY: props.formatY ?? shortNumber,
});
