/** @file A random walk that goes on while it is on: a step whenever the last one is drawn. */
import { effect, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Drawn, DrawRequest } from "../../workers/latent-messages.ts";
import type { Scene } from "../../workers/latent-scene.ts";
import type { LatestWins } from "../../workers/latest-wins.ts";

/** Longer pauses of a walk (a hidden tab) count as this, in seconds. */
const LONGEST_PAUSE = 0.1;

export interface Walk {
  readonly walking: Signal<boolean>;
  readonly speed: Signal<number>;
  readonly scene: ReadonlySignal<Scene>;
  readonly queue: LatestWins<DrawRequest, Drawn>;
}

/** @returns ends it */
export function walker({ walking, speed, scene, queue }: Walk): () => void {
  let frame = 0;
  let counter = Math.floor(Math.random() * 2 ** 31); // each walk is another
  const stop = effect(() => {
    cancelAnimationFrame(frame);
    if (!walking.value) return;
    let last = performance.now();
    const step = (now: number): void => {
      frame = requestAnimationFrame(step);
      if (queue.busy) return;
      const time = speed.peek() * Math.min(LONGEST_PAUSE, (now - last) / 1000);
      last = now;
      counter += 1;
      queue.ask({ scene: scene.peek(), wander: { time, counter } });
    };
    frame = requestAnimationFrame(step);
  });
  return () => {
    cancelAnimationFrame(frame);
    stop();
  };
}
