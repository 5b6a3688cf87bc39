/** @file A chart's drawing in its element, for as long as that is there. */
import { useEffect, useRef } from "preact/hooks";
import { spoken } from "../messages/texts.ts";
import { useStudio } from "../state/studio.ts";
import { ChartPlot, type PlotSpec } from "./chart-plot.ts";
import type { ChartFigureProps } from "./chart-props.ts";
import { shortNumber } from "./numbers.ts";

type Current<T> = { readonly current: T };

/** The plot in its element: made once, told what changed. */
export function usePlot(
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
  const look = `${settings.theme.value} ${spoken.value}`;
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
