/** @file What several parts of the Samples view do with the page. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Size } from "../../parts/sample-sheet.ts";

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

/** A value that follows another when that has rested for a while. */
export function useRested<T>(value: T, milliseconds: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}

/** Calls back `rate` times a second at most, while `on`; a screen that is slower is called at its own pace. */
export function useTicks(on: boolean, rate: number, tick: () => void): void {
  const newest = useRef(tick);
  newest.current = tick;
  useEffect(() => {
    if (!on) return;
    let next = performance.now() + 1000 / rate;
    let frame = requestAnimationFrame(function step(now: number): void {
      if (now >= next) {
        next = Math.max(next + 1000 / rate, now);
        newest.current();
      }
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [on, rate]);
}
