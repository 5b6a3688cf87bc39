/** @file Pictures around the present one, drawn when it rests. */
import { effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { Drawing } from "../../workers/latent-messages.ts";
import type { Scene } from "../../workers/latent-scene.ts";
import { LatestWins } from "../../workers/latest-wins.ts";
import type { LatentClient } from "./latent-client.ts";

/** What the pictures around the present one differ in. */
export type Axis =
  | { readonly kind: "x" }
  | { readonly kind: "direction"; readonly index: number }
  | { readonly kind: "number"; readonly index: number };

/** Pictures to each side of the present one. */
const SIDE = 3;
export const PREVIEW = 2 * SIDE + 1;
/** The preview waits until the picture rests, in milliseconds. */
const REST = 150;

/** The places of the preview, along what differs. */
export function previewScenes(scene: Scene, axis: Axis): { readonly scene: Scene; readonly value: number }[] {
  return Array.from({ length: PREVIEW }, (_, i) => {
    const shift = i - SIDE;
    if (axis.kind === "x" && scene.source.kind === "pad") {
      const x = scene.source.x + shift / 2;
      return { scene: { ...scene, source: { ...scene.source, x } }, value: x };
    }
    if (axis.kind === "direction")
      return { scene: { ...scene, along: { ...scene.along, [axis.index]: shift } }, value: shift };
    const index = axis.kind === "number" ? axis.index : 0;
    return { scene: { ...scene, set: { ...scene.set, [index]: shift } }, value: shift };
  });
}

/** None of points: one point more says little. */
export function previewOf(
  client: LatentClient,
  scene: ReadonlySignal<Scene>,
  axis: Signal<Axis>,
  walking: ReadonlySignal<boolean>,
): { readonly preview: ReadonlySignal<Drawing | null>; readonly stop: () => void } {
  const preview = signal<Drawing | null>(null);
  if (client.facts.sampleShape.length !== 3) return { preview, stop: () => {} };
  const queue = new LatestWins<Scene[], Drawing>({
    work: (scenes) => client.strip({ scenes }),
    onAnswer: (strip) => {
      preview.value = strip;
    },
    onFailure: () => {}, // the picture itself says why
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const [from, differs, moves] = [scene.value, axis.value, walking.value];
    clearTimeout(timer);
    if (moves) return;
    timer = setTimeout(() => untracked(() => queue.ask(previewScenes(from, differs).map((one) => one.scene))), REST);
  });
  return {
    preview,
    stop: () => {
      clearTimeout(timer);
      queue.close();
      stop();
    },
  };
}
