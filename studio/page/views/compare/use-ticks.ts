/** @file Something that goes on by itself, at a pace. */
import { useEffect, useRef } from "preact/hooks";

/** Calls back `rate` times a second while `on`, the newest callback. */
export function useTicks(on: boolean, rate: number, tick: () => void): void {
  const newest = useRef(tick);
  newest.current = tick;
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => newest.current(), 1000 / rate);
    return () => clearInterval(timer);
  }, [on, rate]);
}
