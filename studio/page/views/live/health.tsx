/** @file The health charts, over one x axis, with one cursor, at the scrubber's step. */
import { type Signal, useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { chartsText } from "../../messages/charts.ts";
import { liveText } from "../../messages/live.ts";
import { ChartFigure } from "../../parts/chart-figure.tsx";
import type { Mark } from "../../parts/chart-plot.ts";
import { durationText, shortNumber } from "../../parts/numbers.ts";
import { isAlert } from "../../state/page-commands.ts";
import type { Column } from "../../state/series-store.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { AXES, type AxisKind, axisMap, between, healthCharts } from "./health-charts.ts";

export function Health(): JSX.Element {
  const run = useRun();
  const { scrubber, router } = useStudio();
  const text = liveText.value;
  const kind = AXES.find((known) => known === router.route.value.query.x) ?? "step";
  const log = router.route.value.query.y === "log";
  const tables = useSignal(false);
  const zoom = useSignal<readonly [number, number] | null>(null);
  const window = useSignal<ReadonlyMap<string, Column> | null>(null);
  const version = run.series.version.value;
  const detail = run.detail.value;
  const events = run.events.value;
  const setAxis = (next: AxisKind): void => {
    zoom.value = window.value = null;
    router.setQuery({ x: next === "step" ? null : next });
  };
  useHealthCommands(kind, setAxis, tables);
  // Numbers live outside of signals; the version says when they changed.
  const shown = window.value;
  const { charts, marks } = useMemo(() => {
    const toX = axisMap(run.series.axis(), kind);
    const column = (name: string): Column | undefined => shown?.get(name) ?? run.series.column(name);
    const loss = detail?.summary.loss ?? null;
    const marks: Mark[] = toX(events.filter(isAlert).map(({ step }) => step)).map((x) => ({ x, ink: "warning" }));
    const best = detail?.summary.best?.step ?? null;
    return { charts: healthCharts({ column, evaluations: detail?.evaluations ?? [], loss, best, toX }), marks };
  }, [version, kind, detail, events, shown, text]);
  const scrub = useComputed(() => {
    const step = scrubber.step.value;
    return step === null ? null : (axisMap(run.series.axis(), kind)([step])[0] ?? null);
  });
  const toStep = (x: number): number => {
    const axis = run.series.axis();
    const start = kind === "time" ? (axis.time[0] ?? 0) : 0;
    return Math.round(kind === "step" ? x : between(axis[kind], axis.step, x + start));
  };
  const onZoom = (range: readonly [number, number] | null): void => {
    zoom.value = range;
    window.value = null;
    if (range === null) return;
    const [from, to] = [toStep(range[0]), toStep(range[1])];
    run.series.window(run.series.names(), from, to).then(
      (columns) => {
        if (zoom.peek() === range) window.value = columns;
      },
      () => undefined, // what is drawn already stays
    );
  };
  const axis = { label: chartsText.value.axes[kind], format: kind === "time" ? durationText : shortNumber };
  return (
    <section class="health" aria-label={text.health}>
      <HealthHead kind={kind} setAxis={setAxis} log={log} tables={tables} />
      <div class="charts">
        {charts.map(({ id, ...chart }) => (
          <ChartFigure
            key={id}
            {...chart}
            log={chart.log === true || (log && id === "losses")}
            axis={axis}
            marks={chart.marks === undefined ? marks : [...marks, ...chart.marks]}
            scrub={scrub}
            zoom={zoom.value}
            onZoom={onZoom}
            onPick={(x) => scrubber.to(toStep(x))}
            asTable={tables.value}
          />
        ))}
      </div>
    </section>
  );
}

interface HealthHeadProps {
  readonly kind: AxisKind;
  readonly setAxis: (kind: AxisKind) => void;
  readonly log: boolean;
  readonly tables: Signal<boolean>;
}

function HealthHead({ kind, setAxis, log, tables }: HealthHeadProps): JSX.Element {
  const { router } = useStudio();
  const text = liveText.value;
  const setTables = (on: boolean): void => {
    tables.value = on;
  };
  return (
    <div class="health-head">
      <h2>{text.health}</h2>
      <label>
        {text.axis}{" "}
        <select value={kind} onChange={({ currentTarget }) => setAxis(currentTarget.value as AxisKind)}>
          {AXES.map((each) => (
            <option key={each} value={each}>
              {text.axes[each]}
            </option>
          ))}
        </select>
      </label>
      <label class="tick">
        <input type="checkbox" checked={log} onChange={() => router.setQuery({ y: log ? null : "log" })} /> {text.log}
      </label>
      <label class="tick">
        <input
          type="checkbox"
          checked={tables.value}
          onChange={({ currentTarget }) => setTables(currentTarget.checked)}
        />{" "}
        {text.tables}
      </label>
    </div>
  );
}

function useHealthCommands(kind: AxisKind, setAxis: (kind: AxisKind) => void, tables: { value: boolean }): void {
  const { router } = useStudio();
  const title = (name: "axis" | "log" | "table") => (): string => liveText.value.commands[name];
  useCommands(
    () => [
      {
        ...{ id: "live.axis", group: "look", keys: ["x"], title: title("axis") },
        run: () => setAxis(AXES[(AXES.indexOf(kind) + 1) % AXES.length] ?? "step"),
      },
      {
        ...{ id: "live.log", group: "look", keys: ["y"], title: title("log") },
        run: () => router.setQuery({ y: router.route.peek().query.y === "log" ? null : "log" }),
      },
      {
        ...{ id: "live.table", group: "look", keys: ["t"], title: title("table") },
        run: () => {
          tables.value = !tables.value;
        },
      },
    ],
    [kind],
  );
}
