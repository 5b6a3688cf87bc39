/** @file What happened, newest first, with what each code means. */
import type { RunEvent } from "gantry/store";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { liveText, shellText, spoken } from "../../messages/texts.ts";
import { eventText } from "../../parts/event-text.ts";
import { Icon } from "../../parts/icon.tsx";
import { wholeNumber } from "../../parts/numbers.ts";
import { useClockText } from "../../parts/use-clock-text.ts";
import { isAlert } from "../../state/page-commands.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { explanation } from "./explain.ts";

const FIRST = 8;

export function EventLog(): JSX.Element {
  const { events } = useRun();
  const [all, setAll] = useState(false);
  const text = liveText.value.happened;
  const newest = events.value.toReversed();
  const when = useClockText(events.value[0]);
  const shown = all ? newest : newest.slice(0, FIRST);
  return (
    <section class="event-log" aria-label={text.title}>
      <h2>{text.title}</h2>
      {newest.length === 0 && <p class="quiet">{text.none}</p>}
      <ol>
        {shown.map((event, i) => (
          <LogLine key={newest.length - i} event={event} when={when(event)} />
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

function LogLine({ event, when }: { readonly event: RunEvent; readonly when: string }): JSX.Element {
  const { scrubber } = useStudio();
  const [explained, setExplained] = useState(false);
  const { code, step, type } = event;
  return (
    <li>
      <time>{when}</time>
      <button type="button" class="plain" onClick={() => scrubber.to(step)}>
        {liveText.value.atStep({ step: wholeNumber(step) })}
      </button>
      <span class={isAlert(event) ? "alert" : type === "removed" ? "quiet" : undefined}>
        {isAlert(event) && <Icon name="warning" />} {eventText(event)}{" "}
        {typeof code === "string" && <code class="code">{code}</code>}
      </span>
      {typeof code === "string" && (
        <button type="button" class="plain" aria-expanded={explained} onClick={() => setExplained(!explained)}>
          {liveText.value.happened.explain}
        </button>
      )}
      {explained && <Explanation code={String(code)} />}
    </li>
  );
}

function Explanation({ code }: { readonly code: string }): JSX.Element {
  const language = spoken.value;
  const [text, setText] = useState("");
  useEffect(() => {
    let asked = true;
    const show = (words: string): void => {
      if (asked) setText(words);
    };
    explanation(code, language).then(show, () => show(shellText.peek().unreachable));
    return () => {
      asked = false;
    };
  }, [code, language]);
  return <p>{text}</p>;
}
