/** @file A channel in numbers. */
import type { JSX } from "preact";
import { shortNumber, wholeNumber } from "../../../parts/numbers.ts";
import type { ChannelFacts } from "../../../workers/latent-messages.ts";
import { mapsText } from "./maps-text.ts";

const SHOWN = ["mean", "std", "max", "min"] as const;

/** @param value of the one unit that is looked at */
export function FactsList({ facts, value }: { readonly facts: ChannelFacts; readonly value?: number }): JSX.Element {
  const text = mapsText.value;
  const rows = [
    ...(value === undefined ? [] : [["value", value] as const]),
    ...SHOWN.map((name) => [name, facts[name]] as const),
  ];
  return (
    <>
      <dl class="maps-facts">
        {rows.map(([name, number]) => (
          <div key={name}>
            <dt class="quiet">{text.facts[name]}</dt>
            <dd>
              <data value={String(number)} data-fact={name}>
                {shortNumber(number)}
              </data>
            </dd>
          </div>
        ))}
      </dl>
      {facts.strange > 0 && <p role="alert">{text.strange({ count: wholeNumber(facts.strange) })}</p>}
    </>
  );
}
