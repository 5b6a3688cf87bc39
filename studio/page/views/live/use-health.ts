/** @file What the health charts have in common: the x axis, the range that is enlarged, marks, the scrubber's place. */
import { type ReadonlySignal, type Signal, useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { liveText } from "../../messages/texts.ts";
import type { Mark } from "../../parts/chart-paint.ts";
import { isAlert } from "../../state/page-commands.ts";
import type { Column, SeriesStore } from "../../state/series-store.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { AXES, type AxisKind, axisMap, between, type HealthChart, healthCharts } from "./health-charts.ts";

type Range = readonly [number, number];
type Columns = ReadonlyMap<string, Column>;

export interface XAxis {
  readonly kind: AxisKind;
  readonly set: (kind: AxisKind) => void;
  /** The axis's number → its step. */
  readonly toStep: (x: number) => number;
  /** Where the scrubber stands; null at the newest. */
  readonly scrub: ReadonlySignal<number | null>;
  readonly zoom: Range | null;
  readonly onZoom: (range: Range | null) => void;
}

/** @param columns of the enlarged range, read finer; null until they are there */
export function useXAxis(columns: Signal<Columns | null>): XAxis {
  const { series } = useRun();
  const { scrubber, router } = useStudio();
  const chosen = (): AxisKind => AXES.find((known) => known === router.route.value.query.x) ?? "step";
  const kind = chosen();
  const zoom = useSignal<Range | null>(null);
  const set = (next: AxisKind): void => {
    zoom.value = columns.value = null;
    router.setQuery({ x: next === "step" ? null : next });
  };
  const scrub = useComputed(() => {
    const step = scrubber.step.value;
    return step === null ? null : (axisMap(series.axis(), chosen())([step])[0] ?? null);
  });
  const toStep = (x: number): number => stepAt(series.axis(), kind, x);
  const onZoom = (range: Range | null): void => {
    zoom.value = range;
    columns.value = null;
    if (range === null) return;
    series.window(series.names(), toStep(range[0]), toStep(range[1])).then(
      (read) => {
        if (zoom.peek() === range) columns.value = read;
      },
      () => undefined, // what is drawn already stays
    );
  };
  return { kind, set, toStep, scrub, zoom: zoom.value, onZoom };
}

function stepAt(axis: ReturnType<SeriesStore["axis"]>, kind: AxisKind, x: number): number {
  const start = kind === "time" ? (axis.time[0] ?? 0) : 0;
  return Math.round(kind === "step" ? x : between(axis[kind], axis.step, x + start));
}

/** @returns charts that have something to show, and the marks that all of them have */
export function useHealthCharts(
  kind: AxisKind,
  columns: Columns | null,
): { readonly charts: readonly HealthChart[]; readonly marks: readonly Mark[] } {
  const run = useRun();
  // Numbers live outside of signals; the version says when they changed.
  const version = run.series.version.value;
  const detail = run.detail.value;
  const events = run.events.value;
  return useMemo(() => {
    const toX = axisMap(run.series.axis(), kind);
    const column = (name: string): Column | undefined => columns?.get(name) ?? run.series.column(name);
    const { loss = null, best = null } = detail?.summary ?? {};
    const marks: Mark[] = toX(events.filter(isAlert).map(({ step }) => step)).map((x) => ({ x, ink: "warning" }));
    const input = { column, evaluations: detail?.evaluations ?? [], loss, best: best?.step ?? null, toX };
    return { charts: healthCharts(input), marks };
  }, [version, kind, detail, events, columns, liveText.value]);
}
