/** @file What was changed while training, each with a way to the step at which it was. */
import type { JSX } from "preact";
import { configText } from "../../messages/texts.ts";
import type { Change } from "../../parts/config-changes.ts";
import { valueText } from "../../parts/config-value.ts";
import { shortNumber, wholeNumber } from "../../parts/numbers.ts";
import { useClockText } from "../../parts/use-clock-text.ts";
import { useStudio } from "../../state/studio.ts";

export interface ChangesListProps {
  readonly id: string;
  readonly changes: readonly Change[];
}

export function ChangesList({ id, changes }: ChangesListProps): JSX.Element {
  const { router } = useStudio();
  const text = configText.value.changes;
  const when = useClockText(changes[0]);
  return (
    <section class="changes">
      <h2>{text.title}</h2>
      {changes.length === 0 && <p class="quiet">{text.none}</p>}
      <ol>
        {changes.map((change) => (
          <li key={`${change.time} ${change.step} ${change.kind}`}>
            <a href={router.href({ page: "run", id, view: "live" }, { step: String(change.step) })}>
              {text.at({ step: wholeNumber(change.step) })}
            </a>
            <span>{wordsOf(change)}</span>
            <time class="quiet" dateTime={new Date(change.time * 1000).toISOString()}>
              {when(change)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What was done, without when. */
export function wordsOf(change: Change): string {
  const text = configText.value.changes;
  switch (change.kind) {
    case "set": {
      const { key, value, before } = change;
      return text.set({ key, before: valueText(before) ?? "–", value: valueText(value) ?? "–" });
    }
    case "rollback":
      return text.rollback({ to: wholeNumber(change.to), factor: shortNumber(change.factor) });
    default:
      return text[change.kind];
  }
}
