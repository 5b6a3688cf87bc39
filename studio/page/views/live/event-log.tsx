/** @file What happened, newest first, with what each code means. */
import type { RunEvent } from "gantry/store";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { liveText } from "../../messages/live.ts";
import { spoken } from "../../messages/topic.ts";
import { eventText } from "../../parts/event-text.ts";
import { Icon } from "../../parts/icon.tsx";
import { clockText, wholeNumber } from "../../parts/numbers.ts";
import { isAlert } from "../../state/page-commands.ts";
import { useRun, useStudio } from "../../state/studio.ts";

const FIRST = 8;

type Explain = typeof import("./explain.ts")["explanation"];

export function EventLog(): JSX.Element {
  const { events } = useRun();
  const [all, setAll] = useState(false);
  const text = liveText.value.happened;
  const newest = events.value.toReversed();
  const shown = all ? newest : newest.slice(0, FIRST);
  return (
    <section class="event-log" aria-label={text.title}>
      <h2>{text.title}</h2>
      {newest.length === 0 && <p class="quiet">{text.none}</p>}
      <ol>
        {shown.map((event, i) => (
          <LogLine key={newest.length - i} event={event} />
        ))}
      </ol>
      {shown.length < newest.length && (
        <button type="button" onClick={() => setAll(true)}>
          {text.all({ count: newest.length })}
        </button>
      )}
    </section>
  );
}

function LogLine({ event }: { readonly event: RunEvent }): JSX.Element {
  const { scrubber } = useStudio();
  const [explained, setExplained] = useState<Explain | null>(null);
  const { code } = event;
  const explain = async (): Promise<void> => {
    const { explanation } = await import("./explain.ts");
    setExplained(() => (explained === null ? explanation : null));
  };
  return (
    <li>
      <time>{clockText(event.time * 1000)}</time>
      <button type="button" class="plain" onClick={() => scrubber.to(event.step)}>
        {liveText.value.atStep({ step: wholeNumber(event.step) })}
      </button>
      <span class={isAlert(event) ? "alert" : undefined}>
        {isAlert(event) && <Icon name="warning" />} {eventText(event)}{" "}
        {typeof code === "string" && <code class="code">{code}</code>}
      </span>
      {typeof code === "string" && (
        <button type="button" class="plain" aria-expanded={explained !== null} onClick={() => void explain()}>
          {liveText.value.happened.explain}
        </button>
      )}
      {explained !== null && <p>{explained(String(code), spoken.value)}</p>}
    </li>
  );
}
