/** @file The histograms of what is chosen; those before stay until its own are all there. */
import { useEffect, useState } from "preact/hooks";
import { evenly } from "../../../../api/evenly.ts";
import { MOST_HISTOGRAMS } from "../../../../api/index.ts";
import type { HistogramQuery, NetsSource } from "../../../source.ts";
import { useRun } from "../../../state/studio.ts";
import { readSpreads, type Spreads } from "./read-spreads.ts";

export interface AskedSpreads {
  readonly spreads: Spreads | null;
  /** How many of what is being read were; null: none is. */
  readonly reading: { readonly done: number; readonly of: number } | null;
}

/** Who passes over layers asks for nothing. */
const REST_MS = 120;

export function useSpreads(
  source: NetsSource,
  { tensor, of }: HistogramQuery,
  checkpoints: readonly number[],
): AskedSpreads {
  const { id } = useRun();
  const [asked, setAsked] = useState<AskedSpreads>({ spreads: null, reading: null });
  const steps = evenly(checkpoints, MOST_HISTOGRAMS);
  useEffect(() => {
    let wanted = true;
    const progress = (done: number): void => {
      if (wanted) setAsked(({ spreads }) => ({ spreads, reading: { done, of: steps.length } }));
    };
    const read = async (): Promise<void> => {
      const ask = (step: number) => source.histogram(id, { tensor, of, step });
      const spreads = await readSpreads(steps, { ask, progress, wanted: () => wanted });
      if (wanted) setAsked({ spreads, reading: null });
    };
    progress(0);
    const timer = setTimeout(read, REST_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [source, id, tensor, of, steps.join()]);
  return asked;
}
