/**
 * @file Where one is in latent space, and what is drawn there. Whatever changes asks for a picture; of all that is asked
 * while one is drawn the newest wins.
 */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Drawing, Drawn, DrawRequest } from "../../workers/latent-messages.ts";
import type { Scene, Source } from "../../workers/latent-scene.ts";
import { LatestWins } from "../../workers/latest-wins.ts";
import type { LatentClient } from "./latent-client.ts";
import type { LatentOptions } from "./latent-options.ts";
import { type Axis, previewOf } from "./latent-preview.ts";
import { walker } from "./latent-walk.ts";

export interface Speed {
  /** The generator's own time for the last picture. */
  readonly milliseconds: number;
  /** Pictures drawn so far. */
  readonly pictures: number;
}

/** What may be changed about the scene, each by itself. */
export interface SceneParts {
  readonly source: Signal<Source>;
  readonly set: Signal<Readonly<Record<number, number>>>;
  readonly along: Signal<Readonly<Record<number, number>>>;
  readonly label: Signal<number>;
  readonly attributes: Signal<Readonly<Record<string, number>>>;
  readonly psi: Signal<number>;
  /** How many samples directions were found from; null where none were. */
  readonly samples: Signal<number | null>;
}

export interface LatentState extends SceneParts {
  readonly client: LatentClient;
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
export function createLatentState(client: LatentClient, asked: LatentOptions): LatentState {
  const parts = sceneParts(client, asked);
  const axis = signal<Axis>({ kind: "x" });
  const [walking, speed] = [signal(false), signal(USUAL_SPEED)];
  const drawn = signal<Drawn | null>(null);
  const cost = signal<Speed>({ milliseconds: 0, pictures: 0 });
  const failed = signal<unknown>(null);
  const scene = computed<Scene>(() => ({
    source: parts.source.value,
    set: parts.set.value,
    along: parts.along.value,
    label: parts.label.value,
    attributes: parts.attributes.value,
    psi: parts.psi.value,
  }));
  const options = computed<LatentOptions>(() => ({ ...scene.value, samples: parts.samples.value }));

  let led = false; // the walk's own step is drawn already
  const queue = new LatestWins<DrawRequest, Drawn>({
    work: (request) => client.draw(request),
    onAnswer: (answer, request) => {
      failed.value = null;
      drawn.value = answer;
      cost.value = { milliseconds: answer.milliseconds, pictures: cost.peek().pictures + 1 };
      if (request.wander === undefined || !walking.peek()) return;
      led = true;
      parts.source.value = { kind: "latent", z: answer.source };
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
    ...{ client, ...parts, axis, walking, speed, scene, options, drawn, preview, cost, failed },
    adopt: (next) =>
      batch(() => {
        walking.value = false;
        const found = sceneParts(client, { ...next, samples: parts.samples.peek() });
        for (const name of Object.keys(parts) as (keyof SceneParts)[]) {
          (parts[name] as Signal<unknown>).value = found[name].peek();
        }
      }),
    close: () => {
      for (const stop of [stopAsking, stopWalking, stopPreview]) stop();
      queue.close();
      client.close();
    },
  };
}

/** What an address says, as far as the generator knows it. */
const sceneParts = (client: LatentClient, asked: LatentOptions): SceneParts => ({
  source: signal(asked.source),
  set: signal(asked.set),
  along: signal(asked.along),
  label: signal(knownLabel(client, asked.label)),
  attributes: signal(knownAttributes(client, asked.attributes)),
  psi: signal(asked.psi),
  samples: signal(asked.samples),
});

const knownLabel = ({ facts }: LatentClient, asked: number): number =>
  Math.min(asked, Math.max(0, (facts.classes?.length ?? 1) - 1));

/** What the address says of attributes that the generator does not know is left out. */
const knownAttributes = ({ facts }: LatentClient, asked: Scene["attributes"]): Scene["attributes"] =>
  Object.fromEntries(Object.entries(asked).filter(([name]) => facts.attributes?.some((one) => one.name === name)));
