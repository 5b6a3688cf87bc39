/** @file A component whose code loads when it is shown first. */
import type { FunctionComponent, JSX } from "preact";
import { NotLoaded } from "./not-loaded.tsx";
import { onUse, useOnUse } from "./use-on-use.ts";

/** Nothing until it is there. @param load its file; see `onUse` */
export function partOnUse<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  const part = onUse(load);
  return function PartOnUse(props: P): JSX.Element | null {
    const { value: Part, failed } = useOnUse(part, true);
    if (failed) return <NotLoaded />;
    return Part === null ? null : <Part {...props} />;
  };
}
