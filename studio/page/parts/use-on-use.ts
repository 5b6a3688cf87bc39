/** @file Code that loads with the first who wants it: what few readers open need not be there for all. */
import { useEffect, useState } from "preact/hooks";

/** Once it is there, it is there at once for whoever comes later; what did not load is tried again. */
export interface OnUse<T> {
  readonly load: () => Promise<T>;
  readonly known: () => T | null;
}

/** @param load its file; such files lie in folders of their own, which the build leaves out of the page's */
export function onUse<T>(load: () => Promise<T>): OnUse<T> {
  let known: T | null = null;
  const keep = (value: T): T => {
    known = value;
    return value;
  };
  return { load: () => load().then(keep), known: () => known };
}

/** `value` is null until it is there; `failed` until it is wanted anew. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly failed: boolean;
}

export function useOnUse<T>({ load, known }: OnUse<T>, wanted: boolean): Loaded<T> {
  const [state, setState] = useState<"there" | "failed" | null>(null);
  useEffect(() => {
    if (!wanted || known() !== null) return;
    let waits = true;
    const say = (said: "there" | "failed"): void => {
      if (waits) setState(said);
    };
    setState(null);
    load().then(
      () => say("there"),
      () => say("failed"),
    );
    return () => {
      waits = false;
    };
  }, [load, wanted]);
  return { value: wanted ? known() : null, failed: wanted && state === "failed" && known() === null };
}
