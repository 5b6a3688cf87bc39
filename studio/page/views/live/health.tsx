/** @file The health charts, over one x axis, with one cursor, at the scrubber's step. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { chartsText, liveText } from "../../messages/texts.ts";
import { ChartFigure } from "../../parts/chart-figure.tsx";
import { durationText, shortNumber } from "../../parts/numbers.ts";
import type { Column } from "../../state/series-store.ts";
import { useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { AXES, type AxisKind } from "./health-charts.ts";
import { RidgeSlot } from "./ridge-slot.tsx";
import { useHealthCharts, useXAxis } from "./use-health.ts";

export function Health(): JSX.Element {
  const { scrubber, router } = useStudio();
  const text = liveText.value;
  const log = router.route.value.query.y === "log";
  const tables = useSignal(false);
  const columns = useSignal<ReadonlyMap<string, Column> | null>(null);
  const { kind, set, toStep, scrub, zoom, onZoom } = useXAxis(columns);
  const { charts, marks } = useHealthCharts(kind, columns.value);
  useHealthCommands(kind, set, tables);
  const axis = { label: chartsText.value.axes[kind], format: kind === "time" ? durationText : shortNumber };
  return (
    <section class="health" aria-label={text.health}>
      <HealthHead kind={kind} setAxis={set} log={log} tables={tables} />
      <div class="charts">
        {charts.map(({ id, ...chart }) => (
          <ChartFigure
            key={id}
            {...{ ...chart, axis, scrub, zoom, onZoom }}
            log={chart.log === true || (log && id === "losses")}
            marks={chart.marks === undefined ? marks : [...marks, ...chart.marks]}
            onPick={(x) => scrubber.to(toStep(x))}
            asTable={tables.value}
          />
        ))}
        <RidgeSlot asTable={tables.value} />
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
