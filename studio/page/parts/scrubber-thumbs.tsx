/**
 * @file Small pictures along the scrubber, at steps evenly apart. They are fetched one by one while the scrubber rests,
 * for what is looked at comes first.
 */
import { samplePath } from "gantry/store";
import type { JSX, TargetedMouseEvent } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Scrubber } from "../state/scrubber.ts";
import { useRun, useStudio } from "../state/studio.ts";
import { coarseFirst, strideOf } from "./scrubber-line.ts";
import { ThumbStore } from "./scrubber-thumb-store.ts";
import { useRoom } from "./use-room.ts";

/** CSS pixels of a small picture, and of the room that each has at least. */
const SIDE = 26;
const ROOM = SIDE + 2;
/** More would be a load for the disk: each is cut from a whole sheet. */
const MOST = 28;

export function ScrubberThumbs({ steps }: { readonly steps: readonly number[] }): JSX.Element {
  const run = useRun();
  const { scrubber } = useStudio();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width } = useRoom(box);
  const stride = strideOf(steps.length, Math.min(MOST, Math.floor(width / ROOM)));
  const grid = run.detail.value?.grid ?? null;
  const version = run.summary.value?.version; // pictures that were drawn over are others
  const store = useMemo(() => new ThumbStore(grid, SIDE * devicePixelRatio), [run, version, JSON.stringify(grid)]);
  useEffect(() => () => store.close(), [store]);
  useEffect(() => {
    if (width === 0) return;
    const leave = new AbortController();
    const stepAt = (index: number): number => steps[index] as number;
    const paint = (): void => {
      if (canvas.current === null) return;
      paintThumbs(canvas.current, { width, count: steps.length, stride, at: (i) => store.known(stepAt(i)) });
    };
    paint();
    const fill = async (): Promise<void> => {
      for (const step of coarseFirst(steps.length, stride).map(stepAt)) {
        if (store.known(step) !== undefined) continue;
        await rested(scrubber, leave.signal);
        if (leave.signal.aborted) return;
        if (await store.fetch(step, run.fileUrl(samplePath(step)), leave.signal)) paint();
      }
    };
    void fill();
    return () => leave.abort();
  }, [run, store, steps, stride, width]);
  const pick = ({ offsetX }: TargetedMouseEvent<HTMLElement>): void => {
    const index = Math.round((offsetX / width) * (steps.length - 1));
    scrubber.to(index >= steps.length - 1 ? null : (steps[index] ?? null));
  };
  return (
    // The slider above does the same, for keys and screen readers too.
    <div class="thumbs" ref={box} aria-hidden="true" onClick={pick}>
      <canvas ref={canvas} />
    </div>
  );
}

interface Painted {
  readonly width: number;
  /** Of all pictures; each `stride`-th of them has a small one. */
  readonly count: number;
  readonly stride: number;
  readonly at: (index: number) => ImageBitmap | undefined;
}

function paintThumbs(canvas: HTMLCanvasElement, { width, count, stride, at }: Painted): void {
  const scale = devicePixelRatio;
  [canvas.width, canvas.height] = [Math.round(width * scale), SIDE * scale];
  const context = canvas.getContext("2d");
  if (context === null) return;
  for (let index = 0; index < count; index += stride) {
    const picture = at(index);
    if (picture === undefined) continue;
    const middle = (index / Math.max(1, count - 1)) * (canvas.width - SIDE * scale) + (SIDE * scale) / 2;
    const [x, y] = [middle - picture.width / 2, (canvas.height - picture.height) / 2];
    context.drawImage(picture, Math.round(x), Math.round(y));
  }
}

/** How long the scrubber stands still before the next is fetched, and what each waits, in milliseconds. */
const REST = 300;
const PAUSE = 40;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function rested({ shown }: Scrubber, signal: AbortSignal): Promise<void> {
  let former = shown.peek();
  await pause(PAUSE);
  while (shown.peek() !== former && !signal.aborted) {
    former = shown.peek();
    await pause(REST);
  }
}
