/** @file The runs that are compared, each opened while it is among them. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { OpenRun } from "../../state/open-run.ts";
import { useStudio } from "../../state/studio.ts";

export function useCompared(ids: readonly string[]): readonly OpenRun[] {
  const { open } = useStudio();
  const opened = useRef(new Map<string, OpenRun>());
  const [runs, setRuns] = useState<readonly OpenRun[]>([]);
  const key = JSON.stringify(ids);
  useEffect(() => {
    const now = opened.current;
    const wanted = JSON.parse(key) as readonly string[];
    for (const [id, run] of now) {
      if (wanted.includes(id)) continue;
      run.close();
      now.delete(id);
    }
    setRuns(
      wanted.map((id) => {
        const run = now.get(id) ?? open(id);
        now.set(id, run);
        return run;
      }),
    );
  }, [key, open]);
  useEffect(
    () => () => {
      for (const run of opened.current.values()) run.close();
      opened.current.clear();
    },
    [],
  );
  return runs;
}
