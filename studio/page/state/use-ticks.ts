/** @file Something that goes on by itself, at a pace. */
import { useEffect, useRef } from "preact/hooks";

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
