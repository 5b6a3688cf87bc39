/** @file How the run goes in a sentence: by which number, why, and what to try. */
import type { JSX } from "preact";
import { diagnosisText, liveText } from "../../messages/texts.ts";
import { measuredText } from "../../parts/event-text.ts";
import { shortNumber, wholeNumber } from "../../parts/numbers.ts";
import { VerdictWord } from "../../parts/verdict-word.tsx";
import { useRun, useStudio } from "../../state/studio.ts";

export function Verdict(): JSX.Element {
  const run = useRun();
  const { copy } = useStudio().source;
  const text = liveText.value;
  const summary = run.summary.value;
  const verdict = summary?.verdict ?? null;
  if (verdict === null) return <p class="quiet">{text.noVerdict}</p>;
  const words = diagnosisText.value;
  const why = (words.why as Readonly<Record<string, string>>)[verdict];
  const what = (words.try as Readonly<Record<string, string>>)[verdict];
  const measured = measuredText(summary?.measured ?? {});
  const best = summary?.best ?? null;
  return (
    <section class="verdict">
      <p class="verdict-line">
        <VerdictWord verdict={verdict} />
        {measured !== "" && <b>{measured}</b>}
        {why !== undefined && <span>{why}</span>}
        {best !== null && (
          <span class="quiet">
            {text.bestAt({ metric: best.metric, value: shortNumber(best.value), step: wholeNumber(best.step) })}
          </span>
        )}
      </p>
      {what !== undefined && <p class="quiet">{(copy?.text.value ?? text).try({ what })}</p>}
    </section>
  );
}
