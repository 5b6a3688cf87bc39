/**
 * @file Where one is in latent space, and what is drawn there. Whatever changes asks for a picture; of all that is asked
 * while one is drawn the newest wins.
 */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { Drawing, Drawn, DrawRequest } from "../../workers/latent-messages.ts";
import type { Scene, Source } from "../../workers/latent-scene.ts";
import { LatestWins } from "../../workers/latest-wins.ts";
import type { LatentClient } from "./latent-client.ts";
import type { LatentOptions } from "./latent-options.ts";

/** What the pictures around the present one differ in. */
export type Axis =
  | { readonly kind: "x" }
  | { readonly kind: "direction"; readonly index: number }
  | { readonly kind: "number"; readonly index: number };

export interface Speed {
  /** The generator's own time for the last picture. */
  readonly milliseconds: number;
  /** Pictures drawn so far. */
  readonly pictures: number;
}

export interface LatentState {
  readonly client: LatentClient;
  readonly source: Signal<Source>;
  readonly set: Signal<Readonly<Record<number, number>>>;
  readonly along: Signal<Readonly<Record<number, number>>>;
  readonly label: Signal<number>;
  readonly attributes: Signal<Readonly<Record<string, number>>>;
  readonly psi: Signal<number>;
  readonly samples: Signal<number | null>;
  readonly axis: Signal<Axis>;
  /** Steps of a random walk go on. `speed`: of it, in what `wandered` takes a second. */
  readonly walking: Signal<boolean>;
  readonly speed: Signal<number>;
  readonly scene: ReadonlySignal<Scene>;
  readonly options: ReadonlySignal<LatentOptions>;
  readonly drawn: ReadonlySignal<Drawn | null>;
  /** Pictures around the present one, from its left to its right along `axis`, once it rests. */
  readonly preview: ReadonlySignal<Drawing | null>;
  readonly cost: ReadonlySignal<Speed>;
  readonly failed: ReadonlySignal<unknown>;
  /** Goes where an address says. */
  readonly adopt: (options: LatentOptions) => void;
  readonly close: () => void;
}

/** A walk forgets where it began in a second or two. */
const USUAL_SPEED = 0.6;
/** Longer pauses of a walk (a hidden tab) count as this, in seconds. */
const LONGEST_PAUSE = 0.1;

export function createLatentState(client: LatentClient, asked: LatentOptions): LatentState {
  const source = signal<Source>(asked.source);
  const set = signal(asked.set);
  const along = signal(asked.along);
  const label = signal(knownLabel(client, asked.label));
  const attributes = signal(knownAttributes(client, asked.attributes));
  const psi = signal(asked.psi);
  const samples = signal(asked.samples);
  const axis = signal<Axis>({ kind: "x" });
  const [walking, speed] = [signal(false), signal(USUAL_SPEED)];
  const drawn = signal<Drawn | null>(null);
  const cost = signal<Speed>({ milliseconds: 0, pictures: 0 });
  const failed = signal<unknown>(null);
  const scene = computed<Scene>(() => ({
    source: source.value,
    set: set.value,
    along: along.value,
    label: label.value,
    attributes: attributes.value,
    psi: psi.value,
  }));
  const options = computed<LatentOptions>(() => ({ ...scene.value, samples: samples.value }));

  let led = false; // the walk's own step is drawn already
  const queue = new LatestWins<DrawRequest, Drawn>({
    work: (request) => client.draw(request),
    onAnswer: (answer, request) => {
      failed.value = null;
      drawn.value = answer;
      cost.value = { milliseconds: answer.milliseconds, pictures: cost.peek().pictures + 1 };
      if (request.wander === undefined || !walking.peek()) return;
      led = true;
      source.value = { kind: "latent", z: answer.source };
      led = false;
    },
    onFailure: (cause) => {
      failed.value = cause;
    },
  });
  const stopAsking = effect(() => {
    const next = scene.value;
    if (!led) queue.ask({ scene: next });
  });
  const stopWalking = walker({ walking, speed, scene, queue });
  const { preview, stop: stopPreview } = previewOf(client, scene, axis, walking);
  return {
    ...{ client, source, set, along, label, attributes, psi, samples, axis, walking, speed },
    ...{ scene, options, drawn, preview, cost, failed },
    adopt: (next) =>
      batch(() => {
        walking.value = false;
        source.value = next.source;
        set.value = next.set;
        along.value = next.along;
        label.value = knownLabel(client, next.label);
        attributes.value = knownAttributes(client, next.attributes);
        psi.value = next.psi;
      }),
    close: () => {
      for (const stop of [stopAsking, stopWalking, stopPreview]) stop();
      queue.close();
      client.close();
    },
  };
}

const knownLabel = ({ facts }: LatentClient, asked: number): number =>
  Math.min(asked, Math.max(0, (facts.classes?.length ?? 1) - 1));

/** What the address says of attributes that the generator does not know is left out. */
const knownAttributes = ({ facts }: LatentClient, asked: Scene["attributes"]): Scene["attributes"] =>
  Object.fromEntries(Object.entries(asked).filter(([name]) => facts.attributes?.some((one) => one.name === name)));

interface Walk {
  readonly walking: Signal<boolean>;
  readonly speed: Signal<number>;
  readonly scene: ReadonlySignal<Scene>;
  readonly queue: LatestWins<DrawRequest, Drawn>;
}

/** Asks for a step of the walk whenever the last one is drawn. */
function walker({ walking, speed, scene, queue }: Walk): () => void {
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

function previewOf(
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
