/** @file How a tensor's numbers were spread at every checkpoint that the run keeps, a row each. */
import type { JSX } from "preact";
import type { NetsReply } from "../../../../api/index.ts";
import type { HistogramQuery, NetsSource, SourceError } from "../../../source.ts";
import type { Missed } from "./read-spreads.ts";
import { SpreadsFigure } from "./spreads-figure.tsx";
import { spreadsText } from "./spreads-text.ts";
import { useSpreads } from "./use-spreads.ts";

export interface SpreadsOverProps {
  readonly source: NetsSource;
  readonly nets: NetsReply;
  /** Its step is that of the checkpoint that is looked at. */
  readonly query: HistogramQuery;
}

export function SpreadsOver({ source, nets: { checkpoints }, query }: SpreadsOverProps): JSX.Element {
  const text = spreadsText.value;
  const { spreads, reading } = useSpreads(source, query, checkpoints);
  return (
    <>
      {spreads !== null && spreads.found.length > 0 && <SpreadsFigure found={spreads.found} step={query.step} />}
      <div class="quiet facts" role="status" aria-busy={reading !== null}>
        {reading !== null && <p>{text.reading(reading)}</p>}
        {spreads !== null && reading === null && (
          <>
            <p>{text.shown({ shown: spreads.found.length + spreads.missed.length, kept: checkpoints.length })}</p>
            {reasonsOf(spreads.missed).map((said) => (
              <p key={said}>{said}</p>
            ))}
          </>
        )}
      </div>
    </>
  );
}

/** A sentence a reason, whatever the number of steps. */
function reasonsOf(missed: readonly Missed[]): string[] {
  const text = spreadsText.value;
  const steps = new Map<string, number[]>();
  for (const { step, why } of missed) {
    const said = typeof why === "string" ? text[why] : sentenceOf(why);
    steps.set(said, [...(steps.get(said) ?? []), step]);
  }
  return [...steps].map(([why, all]) => text.missed({ steps: all.join(text.and), why }));
}

/** E608: the checkpoint has no such tensor. */
const sentenceOf = ({ code, message }: SourceError): string => (code === "E608" ? spreadsText.value.lacks : message);
