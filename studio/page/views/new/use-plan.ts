/** @file The plan of what stands in the form, asked for when it rests; the last one of the same data and recipe stays until then. */
import { useEffect, useState } from "preact/hooks";
import type { PlanReply, StartRequest } from "../../../api/index.ts";
import { spoken } from "../../messages/texts.ts";
import type { Control, SourceError } from "../../source.ts";
import { asSourceError } from "../../source.ts";
import { planKey } from "./form-values.ts";

export interface Planned {
  /** Of the form's data and recipe: what is not said in the form is as it says. */
  readonly plan: PlanReply | null;
  /** Of exactly what stands in the form. */
  readonly error: SourceError | null;
  /** It was answered for exactly what stands in the form. */
  readonly settled: boolean;
}

interface Answer extends Omit<Planned, "settled"> {
  readonly key: string | null;
  readonly basis: string;
}

const REST_MS = 700;

/** @param ready false where they are no plan yet */
export function usePlan(control: Control, values: StartRequest["values"], ready: boolean): Planned {
  const [answer, setAnswer] = useState<Answer>({ plan: null, error: null, key: null, basis: "" });
  const key = ready ? `${spoken.value} ${planKey(values)}` : null;
  const basis = JSON.stringify([values.data, values.recipe]);
  useEffect(() => {
    if (key === null) return;
    const leave = new AbortController();
    const take = (said: Partial<Answer>): void => {
      if (!leave.signal.aborted) setAnswer((before) => ({ ...before, error: null, ...said, key }));
    };
    const timer = setTimeout(() => {
      control.plan({ values }, leave.signal).then(
        (plan) => take({ plan, basis }),
        (cause: unknown) => take({ error: asSourceError(cause) }),
      );
    }, REST_MS);
    return () => {
      leave.abort();
      clearTimeout(timer);
    };
  }, [control, key]);
  const settled = key !== null && answer.key === key;
  return { plan: answer.basis === basis ? answer.plan : null, error: settled ? answer.error : null, settled };
}
