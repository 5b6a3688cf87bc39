/** @file Where the focus goes when the run is taken out, moved or added whose button or list had it. */
import { useEffect, useRef } from "preact/hooks";

interface Held {
  readonly from: Element;
  /** Of the table of runs, from 1; 0: elsewhere. */
  readonly row: number;
}

/** @param drawn another text for other runs @returns to be called before they change */
export function useHeldFocus(drawn: string): () => void {
  const held = useRef<Held | null>(null);
  useEffect(() => {
    const before = held.current;
    held.current = null;
    const lost = document.activeElement?.matches("body, :disabled") !== false;
    if (before !== null && lost) placeAfter(before)?.focus();
  }, [drawn]);
  return () => {
    const from = document.activeElement ?? document.body;
    held.current = { from, row: from.closest("tr")?.rowIndex ?? 0 };
  };
}

/** The same button of a run that moved; what takes the next run out; the list to add from, or else the run it added. */
function placeAfter({ from, row }: Held): HTMLElement | null | undefined {
  if (row > 0 && from.isConnected) {
    return from.matches(":enabled") ? (from as HTMLElement) : from.closest("tr")?.querySelector("button:enabled");
  }
  const rows = document.querySelectorAll(".run-heads tbody tr");
  const next = rows[Math.min(row || rows.length, rows.length) - 1];
  const remove = row > 0 ? next?.querySelector<HTMLElement>("button:last-child") : null;
  return remove ?? document.querySelector<HTMLElement>(".add-run select") ?? next?.querySelector("input");
}
