/** @file The plan of what stands in the form, asked for when it rests; the last one stays until the next one is there. */
import { useEffect, useState } from "preact/hooks";
import type { PlanReply, StartRequest } from "../../../api/index.ts";
import { spoken } from "../../messages/texts.ts";
import type { Control, SourceError } from "../../source.ts";
import { asSourceError } from "../../source.ts";
import { planKey } from "./form-values.ts";

export interface Planned {
  readonly plan: PlanReply | null;
  /** Of the last one that was asked for. */
  readonly error: SourceError | null;
  /** What is shown is not of what stands in the form, yet. */
  readonly waiting: boolean;
}

const REST_MS = 700;

/** @param values null where they are no plan yet */
export function usePlan(control: Control, values: StartRequest["values"] | null): Planned {
  const [planned, setPlanned] = useState<Planned>({ plan: null, error: null, waiting: false });
  const key = values === null ? null : planKey(values);
  const language = spoken.value;
  useEffect(() => {
    if (values === null) return setPlanned({ plan: null, error: null, waiting: false });
    const leave = new AbortController();
    setPlanned(({ plan }) => ({ plan, error: null, waiting: true }));
    const timer = setTimeout(() => {
      control.plan({ values }, leave.signal).then(
        (plan) => {
          if (!leave.signal.aborted) setPlanned({ plan, error: null, waiting: false });
        },
        (cause: unknown) => {
          if (!leave.signal.aborted) setPlanned({ plan: null, error: asSourceError(cause), waiting: false });
        },
      );
    }, REST_MS);
    return () => {
      leave.abort();
      clearTimeout(timer);
    };
  }, [control, key, language]);
  return planned;
}
