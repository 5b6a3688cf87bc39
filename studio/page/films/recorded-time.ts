/**
 * @file Time as a recorder has it. A recorder takes frames as they come, so whatever keeps them back would stay in the film:
 * it pauses while a frame is late, and while the tab is hidden, where timers are slow.
 */

export interface RecordedTime {
  /**
   * Until so many milliseconds are recorded, and no more before `ready`, while the tab is seen; earlier where `signal`
   * aborts.
   */
  readonly reach: (milliseconds: number, signal: AbortSignal, ready?: Promise<void>) => Promise<void>;
  readonly end: () => void;
}

/** As often it is asked whether the tab is seen again, or nobody waits any longer. */
const LOOK = 50;

export function recordedTime(recorder: Pick<MediaRecorder, "pause" | "resume" | "state">): RecordedTime {
  const begun = performance.now();
  let late = false;
  let lost = 0;
  let heldAt: number | null = null;
  const follow = (): void => {
    const hold = late || document.hidden;
    if (hold === (heldAt !== null) || recorder.state === "inactive") return;
    if (heldAt === null) {
      recorder.pause();
      heldAt = performance.now();
    } else {
      recorder.resume();
      lost += performance.now() - heldAt;
      heldAt = null;
    }
  };
  const left = (due: number): number => {
    if (recorder.state === "inactive") return 0; // it failed: who asks for its file is told why
    return heldAt === null ? due + begun + lost - performance.now() : LOOK;
  };
  const setLate = (value: boolean): void => {
    late = value;
    follow();
  };
  const passed = async (due: number, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && left(due) > 0)
      await new Promise((resolve) => setTimeout(resolve, Math.min(left(due), LOOK)));
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return {
    reach: async (due, signal, ready = Promise.resolve()) => {
      let isReady = false;
      const waited = ready.finally(() => {
        isReady = true;
        setLate(false);
      });
      waited.catch(() => {}); // thrown where it is waited for
      await passed(due, signal);
      setLate(!isReady);
      await waited;
      await passed(due, signal); // a hidden tab records nothing
    },
    end: () => document.removeEventListener("visibilitychange", follow),
  };
}
