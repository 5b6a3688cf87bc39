/**
 * @file When what came in is shown: together, at the next picture of the screen; in a tab that nobody sees, every five
 * seconds.
 */

/** How often a hidden tab takes in what changed. */
export const HIDDEN_MS = 5000;

/** Of the window, what is needed. */
export interface Frames {
  readonly hidden: () => boolean;
  readonly frame: (work: () => void) => void;
  readonly later: (work: () => void, ms: number) => void;
  /** Calls when the tab is shown again. */
  readonly onShown: (work: () => void) => void;
}

export interface Flusher {
  /** Asks for a flush; many askings are one. */
  readonly ask: () => void;
}

export function createFlusher(frames: Frames, flush: () => void): Flusher {
  let asked = false;
  const now = (): void => {
    if (!asked) return;
    asked = false;
    flush();
  };
  frames.onShown(now);
  return {
    ask: () => {
      if (asked) return;
      asked = true;
      if (frames.hidden()) frames.later(now, HIDDEN_MS);
      else frames.frame(now);
    },
  };
}

export const browserFrames: Frames = {
  hidden: () => document.hidden,
  frame: (work) => void requestAnimationFrame(work),
  later: (work, ms) => void setTimeout(work, ms),
  onShown: (work) => document.addEventListener("visibilitychange", () => document.hidden || work()),
};
