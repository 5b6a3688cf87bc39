/** @file What the view knows of the networks at the scrubber's step, asked for when that rests and when more is there. */
import { useEffect, useState } from "preact/hooks";
import type { NetsReply, SeriesReply, TensorHistogram } from "../../../api/index.ts";
import { asSourceError, type HistogramQuery, type NetsSource, type SourceError } from "../../source.ts";
import { useRun, useStudio } from "../../state/studio.ts";
import { type LoggedNorms, normsIn, stretchOf } from "./logged-norms.ts";
import type { Norms } from "./net-rows.ts";

export type Asked<T> = { readonly value: T } | { readonly failed: SourceError } | null;

const REST_MS = 120;

/**
 * The answer to what was asked last; the one before it stays until then.
 * @param key what is asked, in words: another one asks anew @param ask null: nothing
 */
export function useAsked<T>(key: string, ask: (() => Promise<T>) | null, rest: number = REST_MS): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>(null);
  useEffect(() => {
    if (ask === null) return;
    let wanted = true;
    const take = (answer: Asked<T>): void => {
      if (wanted) setAsked(answer);
    };
    const timer = setTimeout(
      () => {
        ask().then(
          (value) => take({ value }),
          (error: unknown) => take({ failed: asSourceError(error) }),
        );
      },
      asked === null ? 0 : rest,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  return asked;
}

export interface ShownNets {
  readonly reply: Asked<NetsReply>;
  /** Of the step below; null: those of the checkpoint. */
  readonly norms: Norms;
  readonly normsStep: number | null;
}

export function useNets(source: NetsSource): ShownNets {
  const run = useRun();
  const step = useStudio().scrubber.step.value;
  const last = run.detail.value?.checkpoints.last ?? null;
  const reply = useAsked(`${run.id} ${step} ${last}`, () => source.layers(run.id, step));
  const recorded = reply !== null && "value" in reply && reply.value.recorded;
  const drawn = run.samples.value.at(-1) ?? null; // norms are logged where samples are drawn
  const norms = useAsked(
    `${run.id} ${recorded} ${step} ${step === null ? `${drawn} ${last}` : ""}`,
    recorded ? () => normsAt(source, run.id, step) : null,
  );
  const known = norms !== null && "value" in norms ? norms.value : null;
  return { reply, norms: known?.norms ?? null, normsStep: known?.step ?? null };
}

/** The last norms that are not after a step, the first where all are; null where there are none. */
async function normsAt(source: NetsSource, id: string, step: number | null): Promise<LoggedNorms | null> {
  const { axis } = await source.series(id, { keys: ["time"], points: 2000 });
  const stretch = stretchOf(axis.step, step);
  return stretch === null ? null : normsIn(await source.series(id, stretch), step);
}

/** Columns over the whole run; asked for again as the run goes on. */
export function useNormSeries(source: NetsSource, keys: readonly string[]): Asked<SeriesReply> {
  const run = useRun();
  const until = `${run.samples.value.at(-1)} ${run.detail.value?.checkpoints.last}`;
  return useAsked(`${run.id} ${keys.join()} ${until}`, () => source.series(run.id, { keys, points: 1000 }), 0);
}

export function useHistogram(source: NetsSource, query: HistogramQuery): Asked<TensorHistogram> {
  const { id } = useRun();
  return useAsked(`${id} ${JSON.stringify(query)}`, () => source.histogram(id, query));
}
