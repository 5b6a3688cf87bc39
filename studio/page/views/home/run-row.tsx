/** @file One run in the table; it is drawn anew when its own summary changes, and no other row is. */
import { samplePath } from "gantry/store";
import type { JSX } from "preact";
import type { RunSummary } from "../../../api/index.ts";
import { runsText } from "../../messages/texts.ts";
import { memo } from "../../parts/memo.ts";
import { agoText, dateText, shortNumber, wholeNumber } from "../../parts/numbers.ts";
import { RunLabels } from "../../parts/run-labels.tsx";
import { Sparkline } from "../../parts/sparkline.tsx";
import { StateWord, VerdictWord } from "../../parts/verdict-word.tsx";
import { now } from "../../state/clock.ts";
import { useStudio } from "../../state/studio.ts";
import { linkOf } from "./focus-back.ts";
import { TrashButton } from "./trash-button.tsx";

export interface RunRowProps {
  readonly id: string;
  readonly chosen: boolean;
  /** Null where runs cannot be compared. */
  readonly choose: ((id: string, on: boolean) => void) | null;
  /** Null where nothing can be changed. */
  readonly trash: ((id: string) => void) | null;
}

export const RunRow = memo(function RunRow({ id, chosen, choose, trash }: RunRowProps): JSX.Element | null {
  const { runs, router } = useStudio();
  const run = runs.summary(id).value;
  if (run === null) return null;
  const href = router.href({ page: "run", id, view: "live" });
  return (
    <tr class={chosen ? "chosen" : undefined}>
      {choose !== null && (
        <td>
          <label class="choose">
            <input
              type="checkbox"
              checked={chosen}
              onChange={({ currentTarget }) => choose(id, currentTarget.checked)}
            />
            <span class="hidden-text">{runsText.value.chooseRun({ run: id })}</span>
          </label>
        </td>
      )}
      <td class="thumb">
        <Thumb run={run} />
      </td>
      <th scope="row">
        <a href={href} id={linkOf(id)}>
          {id}
        </a>
        <RunLabels run={run} />
      </th>
      <RunCells run={run} />
      {trash !== null && <TrashCell run={run} trash={() => trash(id)} />}
    </tr>
  );
});

function RunCells({ run }: { readonly run: RunSummary }): JSX.Element {
  const { copy } = useStudio().source;
  const text = runsText.value;
  const { best, spark } = run;
  const created = Date.parse(run.createdAt);
  return (
    <>
      <td>
        <StateWord state={run.state} />
      </td>
      <td>
        {run.verdict === null ? <span class="quiet">{text.noVerdict}</span> : <VerdictWord verdict={run.verdict} />}
      </td>
      <td class="number">
        <StepsDone run={run} />
      </td>
      <td
        class="number"
        title={best === null ? undefined : text.bestAt({ metric: best.metric, step: wholeNumber(best.step) })}
      >
        {best === null ? "–" : shortNumber(best.value)}
        {best !== null && <small>{best.metric}</small>}
      </td>
      <td>
        <Sparkline
          values={spark}
          label={text.sparkAlt({ first: shortNumber(spark[0]), last: shortNumber(spark.at(-1)) })}
        />
      </td>
      <td>
        {run.data.name}
        <small>{run.data.shape.join("×")}</small>
      </td>
      <td>
        {run.recipe}
        {run.loss !== null && <small>{run.loss}</small>}
      </td>
      <td class="number" title={dateText(created)}>
        {copy === null ? agoText(created, now.value) : dateText(created)}
      </td>
    </>
  );
}

function TrashCell({ run, trash }: { readonly run: RunSummary; readonly trash: () => void }): JSX.Element {
  return (
    <td>
      <TrashButton id={run.id} training={run.state === "training" || run.state === "paused"} trash={trash} />
    </td>
  );
}

function StepsDone({ run: { step, steps } }: { readonly run: RunSummary }): JSX.Element {
  return (
    <>
      {wholeNumber(step)}
      {steps !== null && (
        <>
          <small>/ {wholeNumber(steps)}</small>
          <progress value={Math.min(step, steps)} max={steps} aria-hidden="true" />
        </>
      )}
    </>
  );
}

/** The newest picture. */
function Thumb({ run: { id, lastSample, version } }: { readonly run: RunSummary }): JSX.Element | null {
  const { source } = useStudio();
  if (lastSample === null) return null;
  const alt = runsText.value.sampleAlt({ run: id, step: wholeNumber(lastSample) });
  return (
    <img
      src={source.fileUrl(id, samplePath(lastSample), version)}
      alt={alt}
      loading="lazy"
      decoding="async"
      width="48"
      height="48"
    />
  );
}
