/** @file What had the focus has it again after it was drawn anew, if it bears a name. */
import { useLayoutEffect, useRef } from "preact/hooks";

/** @param drawn what, when it changes, is drawn anew */
export function useKeptFocus(drawn: readonly unknown[]): void {
  const focused = useRef("");
  focused.current = document.activeElement?.id ?? ""; // of what still stands there
  useLayoutEffect(() => {
    if (document.activeElement !== document.body || focused.current === "") return;
    document.getElementById(focused.current)?.focus();
  }, drawn);
}
