/** @file The room that an element has. */
import { useEffect, useState } from "preact/hooks";
import type { Size } from "./sample-sheet.ts";

/** The inner size of an element, followed. */
export function useRoom(element: { readonly current: HTMLElement | null }): Size {
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return room;
}
