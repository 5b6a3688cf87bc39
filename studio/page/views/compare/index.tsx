/** @file Compare: two to six runs side by side. */
import type { JSX } from "preact";
import { compareText } from "../../messages/texts.ts";
import { useRestingQuery } from "../../parts/sample-query.ts";
import { useStudio } from "../../state/studio.ts";
import { useCommands } from "../../state/use-commands.ts";
import { AddRun } from "./add-run.tsx";
import { UNITS } from "./alignment.ts";
import "./compare.css";
import { type CompareOptions, type CompareProps, compareOptions, MOST_COMPARED, toggled } from "./compare-query.ts";
import type { Compared } from "./compared.ts";
import { ConfigDifferences } from "./config-differences.tsx";
import { Curves } from "./curves.tsx";
import { RunHeads } from "./run-heads.tsx";
import { SampleColumns } from "./sample-columns.tsx";
import { ScrubBar } from "./scrub-bar.tsx";
import { useCompared } from "./use-compared.ts";
import { useHeldFocus } from "./use-held-focus.ts";

export function View(): JSX.Element {
  const { router, runs } = useStudio();
  const resting = useRestingQuery(router);
  const options = compareOptions(resting.query(), runs.ids.value ?? []);
  const opened = useCompared(options.runs);
  const compared = opened.map((run, i): Compared => ({ run, number: i + 1, hidden: options.hidden.includes(run.id) }));
  const hold = useHeldFocus(opened.map(({ id }) => id).join());
  const change = (next: Partial<CompareOptions>): void => {
    if (next.runs !== undefined) hold();
    resting.change(changesOf(next));
  };
  useCompareCommands(options, change);
  const shown = compared.filter(({ hidden }) => !hidden);
  const text = compareText.value;
  return (
    <div class="comparing">
      <header class="comparing-head">
        <h1>{text.title}</h1>
        {options.runs.length > 0 && options.runs.length < MOST_COMPARED && <AddRun options={options} change={change} />}
      </header>
      {options.runs.length < 2 && <Few options={options} change={change} />}
      {compared.length > 0 && <RunHeads compared={compared} options={options} change={change} />}
      {compared.length > 1 && (
        <>
          <ScrubBar compared={shown} options={options} change={change} />
          <SampleColumns compared={shown} options={options} change={change} />
          <Curves compared={shown} options={options} change={change} />
          <ConfigDifferences compared={compared} />
        </>
      )}
    </div>
  );
}

/** As the address keeps them; what is as usual is left out. */
function changesOf({ runs, hidden, by, at, cell }: Partial<CompareOptions>): Record<string, string | null> {
  const given = <T,>(value: T | undefined, text: (value: T) => string | null): (string | null)[] =>
    value === undefined ? [] : [text(value)];
  const entries: readonly (readonly [string, (string | null)[]])[] = [
    ["runs", given(runs, (ids) => ids.join(",") || null)],
    ["hide", given(hidden, (ids) => ids.join(",") || null)],
    ["by", given(by, (unit) => (unit === "step" ? null : unit))],
    ["at", given(at, (point) => (point === null ? null : String(point)))],
    ["cell", given(cell, (chosen) => (chosen === null ? null : String(chosen)))],
  ];
  return Object.fromEntries(entries.flatMap(([key, texts]) => texts.map((value) => [key, value])));
}

function Few({ options, change }: CompareProps): JSX.Element {
  const { router } = useStudio();
  const text = compareText.value.few;
  return (
    <section class="few">
      <p>{text.lead}</p>
      <p>{text.how}</p>
      {options.runs.length === 0 && <AddRun options={options} change={change} />}
      <a href={router.href({ page: "runs" })}>{text.list}</a>
    </section>
  );
}

function useCompareCommands(options: CompareOptions, change: CompareProps["change"]): void {
  const { runs, hidden, by } = options;
  useCommands(() => {
    const look = { group: "look" } as const;
    const toggles = runs.map((id, i) => ({
      ...{ ...look, id: `compare.toggle${i + 1}`, keys: [String(i + 1)] },
      title: () => compareText.value.commands.toggle({ number: i + 1 }),
      run: () => change({ hidden: toggled(hidden, id) }),
    }));
    const unit = {
      ...{ ...look, id: "compare.unit", keys: ["x"], title: () => compareText.value.commands.unit },
      run: () => change({ by: UNITS[(UNITS.indexOf(by) + 1) % UNITS.length] ?? "step", at: null }),
    };
    return [...toggles, unit];
  }, [runs.join(","), hidden.join(","), by]);
}
