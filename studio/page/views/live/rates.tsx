/** @file Learning rates changed while the run trains. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RunRequest } from "../../../api/index.ts";
import { liveText } from "../../messages/texts.ts";
import { useRun, useStudio } from "../../state/studio.ts";

const PLAYERS = ["g", "d"] as const;

export function Rates({ request }: { readonly request: (wanted: RunRequest) => void }): JSX.Element {
  const run = useRun();
  const { asked } = useStudio();
  const panel = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (asked.value !== "rates" || panel.current === null) return;
    panel.current.open = true;
    panel.current.querySelector("input")?.focus();
    asked.value = null;
  }, [asked.value]);
  const text = liveText.value.control;
  const known = PLAYERS.filter((player) => typeof rateOf(run, player) === "number");
  return (
    <details class="rates" ref={panel}>
      <summary>{text.rates}</summary>
      {known.map((player) => (
        <form
          key={player}
          onSubmit={(event) => {
            event.preventDefault();
            const field = event.currentTarget.elements.namedItem("rate") as HTMLInputElement;
            const value = Number(field.value);
            if (value > 0 && value < Infinity) return request({ type: "set", key: `lr.${player}`, value });
            field.setCustomValidity(text.noRate);
            field.reportValidity();
          }}
        >
          <label>
            {text.rate({ player })}{" "}
            <input
              name="rate"
              inputMode="decimal"
              size={8}
              required
              defaultValue={String(rateOf(run, player))}
              onInput={(event) => event.currentTarget.setCustomValidity("")}
            />
          </label>
          <button type="submit">{text.set}</button>
        </form>
      ))}
    </details>
  );
}

/** As it was set last, else as the run began. */
function rateOf(run: ReturnType<typeof useRun>, player: (typeof PLAYERS)[number]): unknown {
  const key = `lr.${player}`;
  const set = run.events.value.findLast(({ type, request }) => type === "control" && keyOf(request) === key);
  const { value } = (set?.request ?? {}) as { readonly value?: unknown };
  return value ?? run.detail.value?.record.config[key]?.value;
}

const keyOf = (request: unknown): unknown => (request as { readonly key?: unknown } | null)?.key;
