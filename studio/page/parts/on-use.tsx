/** @file Parts whose code loads when they are shown first: what few readers open need not be there for all. */
import type { FunctionComponent, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { shellText } from "../messages/texts.ts";
import { Problem } from "./problem.tsx";

/** @param load its file; such files lie in `on-use`, which the build leaves out of the page's own */
export function onUse<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | null = null;
  return function OnUse(props: P): JSX.Element | null {
    const [state, setState] = useState<"loaded" | "failed" | null>(null);
    useEffect(() => {
      if (loaded !== null) return;
      load().then(
        (part) => {
          loaded = part;
          setState("loaded");
        },
        () => setState("failed"),
      );
    }, []);
    const text = shellText.value;
    if (state === "failed")
      return <Problem error={{ code: "page", message: text.chunkFailed, hint: text.unreachable }} />;
    const Part = loaded;
    return Part === null ? null : <Part {...props} />;
  };
}
