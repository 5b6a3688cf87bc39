/** @file Where the focus goes when what had it is gone: to the run that came back, or to the list's heading. */
import { useEffect, useState } from "preact/hooks";

export const LIST_HEADING = "runs-title";
export const linkOf = (run: string): string => `run-link-${run}`;

/** What goes away with what it was pressed for. */
const LEAVING = ".trash, .trash-bar, .problem";

/** @returns moves the focus once what changed is drawn, unless somebody has put it elsewhere meanwhile */
export function useFocusBack(): (run: string | null) => void {
  const [to, setTo] = useState<{ readonly run: string | null } | null>(null);
  useEffect(() => {
    const here = document.activeElement;
    if (to === null || (here !== null && here !== document.body && here.closest(LEAVING) === null)) return;
    const link = to.run === null ? null : document.getElementById(linkOf(to.run));
    (link ?? document.getElementById(LIST_HEADING) ?? document.getElementById("content"))?.focus();
  }, [to]);
  return (run) => setTo({ run });
}
