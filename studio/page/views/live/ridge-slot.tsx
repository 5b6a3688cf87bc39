/** @file Where the ridge of D's outputs stands: its lines up to the scrubber's step; its drawing loads in sight. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { OutputsLine } from "../../../api/index.ts";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Problem } from "../../parts/problem.tsx";
import { onUse, useOnUse } from "../../parts/use-on-use.ts";
import { useRested } from "../../parts/use-rested.ts";
import type { RidgeProps } from "../../ridge/ridge-figure.tsx";
import { asSourceError, type SourceError } from "../../source.ts";
import { useRun, useStudio } from "../../state/studio.ts";

const ROWS = 14;
const REST_MS = 150;

const ridgeFigure = onUse(() => import("../../ridge/ridge-figure.tsx"));

/** Nothing for a run that has no such lines. */
export function RidgeSlot({ asTable }: Pick<RidgeProps, "asTable">): JSX.Element | null {
  const { scrubber } = useStudio();
  const { lines, failed } = useOutputs();
  const slot = useRef<HTMLDivElement>(null);
  const figure = useOnUse(ridgeFigure, useSeen(slot, lines !== null));
  if (lines === null) return failed === null ? null : <Problem error={failed} />;
  return (
    <div class="ridge-slot" ref={slot}>
      {figure.failed && <NotLoaded />}
      {figure.value !== null && <figure.value.RidgeFigure {...{ lines, asTable, onPick: scrubber.to }} />}
    </div>
  );
}

interface Outputs {
  /** Null until there are some. */
  readonly lines: readonly OutputsLine[] | null;
  readonly failed: SourceError | null;
}

/** What is drawn stays where the next cannot be read. */
function useOutputs(): Outputs {
  const { source, scrubber } = useStudio();
  const { id, samples, version } = useRun();
  const [outputs, setOutputs] = useState<Outputs>({ lines: null, failed: null });
  const to = useRested(scrubber.step.value === null ? null : scrubber.shown.value, REST_MS);
  useEffect(() => {
    let asked = true;
    const take = (change: (former: Outputs) => Outputs): void => {
      if (asked) setOutputs(change);
    };
    source.outputs(id, { to, rows: ROWS }).then(
      ({ lines }) =>
        take((former) => ({ lines: lines.length > 0 || former.lines !== null ? lines : null, failed: null })),
      (error: unknown) => take((former) => ({ ...former, failed: asSourceError(error) })),
    );
    return () => {
      asked = false;
    };
  }, [source, id, to, samples.value.at(-1), version.value]);
  return outputs;
}

/** Whether it has been in sight. @param there whether it is in the page */
function useSeen(slot: { readonly current: HTMLElement | null }, there: boolean): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (slot.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting !== true) return;
      observer.disconnect();
      setSeen(true);
    });
    observer.observe(slot.current);
    return () => observer.disconnect();
  }, [slot, there]);
  return seen;
}
