/** @file Where the ridge of D's outputs stands: its lines up to the scrubber's step; its drawing loads in sight. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { OutputsLine } from "../../../api/index.ts";
import { shellText } from "../../messages/texts.ts";
import { useRested } from "../../parts/use-rested.ts";
import type { RidgeProps } from "../../ridge/ridge-figure.tsx";
import { useRun, useStudio } from "../../state/studio.ts";

const ROWS = 14;
const REST_MS = 150;

/** Nothing for a run that has no such lines. */
export function RidgeSlot({ asTable }: Pick<RidgeProps, "asTable">): JSX.Element | null {
  const { scrubber } = useStudio();
  const lines = useOutputs();
  const slot = useRef<HTMLDivElement>(null);
  const Figure = useFigure(slot, lines !== null);
  if (lines === null) return null;
  return (
    <div class="ridge-slot" ref={slot}>
      {Figure === "failed" && <p class="quiet">{shellText.value.chunkFailed}</p>}
      {typeof Figure === "function" && <Figure {...{ lines, asTable, onPick: scrubber.to }} />}
    </div>
  );
}

/** @returns null until there are some */
function useOutputs(): readonly OutputsLine[] | null {
  const { source, scrubber } = useStudio();
  const { id, samples, version } = useRun();
  const [lines, setLines] = useState<readonly OutputsLine[] | null>(null);
  const to = useRested(scrubber.step.value === null ? null : scrubber.shown.value, REST_MS);
  useEffect(() => {
    let asked = true;
    const take = (told: readonly OutputsLine[]): void => {
      if (asked) setLines((known) => (told.length > 0 || known !== null ? told : null));
    };
    source.outputs(id, { to, rows: ROWS }).then(
      (reply) => take(reply.lines),
      () => undefined,
    ); // what is drawn stays
    return () => {
      asked = false;
    };
  }, [source, id, to, samples.value.at(-1), version.value]);
  return lines;
}

type Loaded = ComponentType<RidgeProps> | "failed" | null;

/** @param there whether the slot is in the page */
function useFigure(slot: { readonly current: HTMLElement | null }, there: boolean): Loaded {
  const [figure, setFigure] = useState<Loaded>(null);
  useEffect(() => {
    if (slot.current === null) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return;
      observer.disconnect();
      import("../../ridge/ridge-figure.tsx").then(
        ({ RidgeFigure }) => setFigure(() => RidgeFigure),
        () => setFigure("failed"),
      );
    });
    observer.observe(slot.current);
    return () => observer.disconnect();
  }, [slot, there]);
  return figure;
}
