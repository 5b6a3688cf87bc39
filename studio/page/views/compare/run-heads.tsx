/** @file The runs compared: how each goes, and the way to hide it, move it, take it out. */
import type { JSX } from "preact";
import { compareText, shellText } from "../../messages/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { shortNumber, wholeNumber } from "../../parts/numbers.ts";
import { StateWord, VerdictWord } from "../../parts/verdict-word.tsx";
import { useStudio } from "../../state/studio.ts";
import { type CompareProps, moved, toggled } from "./compare-query.ts";
import type { Compared } from "./compared.ts";
import { Swatch } from "./swatch.tsx";

export interface RunHeadsProps extends CompareProps {
  readonly compared: readonly Compared[];
}

const COLUMNS = ["run", "verdict", "state", "steps", "best", "pace", "data", "recipe", "actions"] as const;

export function RunHeads({ compared, options, change }: RunHeadsProps): JSX.Element {
  const text = compareText.value;
  return (
    <div class="heads-room">
      <table class="run-heads" aria-label={text.heads}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {text.columns[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compared.map((one) => (
            <RunHead key={one.run.id} one={one} options={options} change={change} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunHead({ one, options, change }: CompareProps & { readonly one: Compared }): JSX.Element {
  const { router } = useStudio();
  const { run, number, hidden } = one;
  const text = compareText.value;
  const toggle = (): void => change({ hidden: toggled(options.hidden, run.id) });
  return (
    <tr class={hidden ? "quiet" : undefined}>
      <th scope="row">
        <span class="run-name">
          <label class="show-run">
            <input type="checkbox" checked={!hidden} onChange={toggle} />
            <span class="hidden-text">{text.hide({ run: run.id, number })}</span>
          </label>
          <Swatch number={number} />
          <a href={router.href({ page: "run", id: run.id, view: "live" })}>{run.id}</a>
        </span>
      </th>
      <Facts one={one} />
      <td>
        <Moves one={one} options={options} change={change} />
      </td>
    </tr>
  );
}

/** How the run goes; where it cannot be read, why. */
function Facts({ one: { run } }: { readonly one: Compared }): JSX.Element {
  const text = compareText.value;
  const failed = run.failed.value;
  const summary = run.summary.value;
  if (failed !== null || summary === null) {
    return (
      <td colSpan={7} class={failed === null ? "quiet" : "unread"} aria-busy={failed === null}>
        {failed === null ? shellText.value.reading : failed.message}{" "}
        {failed !== null && <code class="code">{failed.code}</code>}
      </td>
    );
  }
  const { verdict, state, step, steps, best, data, recipe, loss } = summary;
  return (
    <>
      <td>{verdict === null ? <span class="quiet">{text.noVerdict}</span> : <VerdictWord verdict={verdict} />}</td>
      <td>{run.gone.value ? <span class="unread">{text.gone}</span> : <StateWord state={state} />}</td>
      <td>
        {wholeNumber(step)}
        {steps !== null && steps !== step && <small> / {wholeNumber(steps)}</small>}
      </td>
      <td>
        {best === null ? "–" : `${shortNumber(best.value)} `}
        {best !== null && <small>{best.metric}</small>}
      </td>
      <td>{paceOf(run)}</td>
      <td>
        {data.name} <small>{data.shape.join("×")}</small>
      </td>
      <td>{[recipe, loss].filter((word) => word !== null).join(" · ")}</td>
    </>
  );
}

/** Milliseconds of a step lately. */
function paceOf({ series }: Compared["run"]): string {
  void series.version.value;
  const last = series.column("msPerStep")?.mean.at(-1);
  return last === undefined || !Number.isFinite(last) ? "–" : compareText.value.pace({ ms: shortNumber(last) });
}

function Moves({ one, options, change }: CompareProps & { readonly one: Compared }): JSX.Element {
  const { id } = one.run;
  const text = compareText.value;
  const index = options.runs.indexOf(id);
  const without = options.runs.filter((other) => other !== id);
  const move = (by: number): void => change({ runs: moved(options.runs, index, by) ?? options.runs });
  return (
    <span class="moves">
      <button
        type="button"
        class="plain"
        disabled={index === 0}
        onClick={() => move(-1)}
        aria-label={text.earlier({ run: id })}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="plain"
        disabled={index === options.runs.length - 1}
        onClick={() => move(1)}
        aria-label={text.later({ run: id })}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        class="plain"
        onClick={() => change({ runs: without })}
        aria-label={text.remove({ run: id })}
      >
        <Icon name="bad" />
      </button>
    </span>
  );
}
