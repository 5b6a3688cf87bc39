/** @file One chart a metric, one line a run. */
import type { JSX } from "preact";
import { compareText } from "../../messages/compare.ts";
import { useStudio } from "../../state/studio.ts";
import type { CompareOptions } from "./compare-query.ts";
import type { Compared } from "./compared.ts";
import { curveNames, curveOf, USUAL } from "./curve-data.ts";
import { LineChart } from "./line-chart.tsx";

export interface CurvesProps {
  readonly compared: readonly Compared[];
  readonly options: CompareOptions;
}

export function Curves({ compared, options }: CurvesProps): JSX.Element {
  const { router } = useStudio();
  const text = compareText.value.curves;
  for (const { run } of compared) void [run.series.version.value, run.detail.value];
  const names = curveNames(compared.map(({ run }) => run));
  const asked = router.route.value.query.curves?.split(",").filter((name) => names.includes(name));
  const shown = asked ?? [...USUAL.filter((name) => names.includes(name)), ...measuredBest(compared)];
  const set = (next: readonly string[]): void => router.setQuery({ curves: next.join(",") });
  return (
    <section class="curves" aria-label={text.title}>
      <div class="curves-head">
        <h2>{text.title}</h2>
        <AddCurve names={names.filter((name) => !shown.includes(name))} add={(name) => set([...shown, name])} />
      </div>
      {names.length === 0 && <p class="quiet">{text.none}</p>}
      <div class="charts">
        {shown.map((name) => (
          <LineChart
            key={name}
            name={name}
            unit={options.by}
            at={options.at}
            lines={compared.flatMap(({ run, number }) => {
              const curve = curveOf(run, name, options.by);
              return curve === null ? [] : [{ id: run.id, number, curve }];
            })}
            remove={() => set(shown.filter((other) => other !== name))}
          />
        ))}
      </div>
    </section>
  );
}

/** The measure by which evaluations called one the best. */
function measuredBest(compared: readonly Compared[]): readonly string[] {
  const metrics = compared.flatMap(({ run }) => run.summary.value?.best?.metric ?? []);
  return [...new Set(metrics)];
}

interface AddCurveProps {
  readonly names: readonly string[];
  readonly add: (name: string) => void;
}

function AddCurve({ names, add }: AddCurveProps): JSX.Element | null {
  const text = compareText.value;
  if (names.length === 0) return null;
  return (
    <label class="add-run">
      {text.curves.metric}
      <select value="" onChange={({ currentTarget }) => add(currentTarget.value)}>
        <option value="">{text.choose}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
