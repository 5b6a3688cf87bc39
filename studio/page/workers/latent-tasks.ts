/** @file What the worker does with a generator, besides opening it. */
import { floatTensor, type Tensor } from "gantry/base";
import type { Generator, WebRuntimeOptions } from "gantry/runtime/web";
import type { Progress } from "./calls.ts";
import type { Passage } from "./latent-maps.ts";
import type {
  CloudRequest,
  Drawing,
  Drawn,
  DrawRequest,
  FilePlace,
  PathRequest,
  StripRequest,
  ThroughRequest,
} from "./latent-messages.ts";
import { drawingOf } from "./latent-pictures.ts";
import type { Conditions, Scene } from "./latent-scene.ts";
import type { LatentSpace } from "./latent-space.ts";

export interface Opened {
  readonly generator: Generator;
  readonly space: LatentSpace;
  /** For a runtime of the same kind. */
  readonly options: WebRuntimeOptions;
  /** Another generator, on the same device. */
  readonly another: (model: FilePlace) => Promise<Generator>;
  /** The same one, with further outputs. */
  readonly watched: (outputs: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) => Promise<Generator>;
  /** What was found on the way through it, once somebody asked. */
  passage: Promise<Passage> | null;
}

/** All rows are asked for the same, what the generator does not know left out. @param z `[N · d]` */
export function generate(
  { generator }: Pick<Opened, "generator">,
  z: Float32Array,
  conditions: Conditions,
): Promise<Tensor<"float32">> {
  const { latentSize } = generator;
  return generator.generate(floatTensor([z.length / latentSize, latentSize], z), askedOf(generator, conditions));
}

/** What of it the generator knows. */
export const askedOf = (
  { classes, attributes: known }: Generator,
  { label, attributes }: Conditions,
): Partial<Conditions> => ({
  ...(classes === null ? {} : { label }),
  ...(known === null ? {} : { attributes }),
});

export async function draw(opened: Opened, { scene, wander }: DrawRequest): Promise<Drawn> {
  const { space } = opened;
  const start = space.sourceOf(scene.source);
  const source = Float32Array.from(wander === undefined ? start : space.wander(start, wander.time, wander.counter));
  const z = Float32Array.from(space.latentOf({ ...scene, source: { kind: "latent", z: source } }));
  const began = performance.now();
  const samples = await generate(opened, z, scene);
  return { drawing: drawingOf(samples), z, source, milliseconds: performance.now() - began };
}

export async function strip(opened: Opened, { scenes }: StripRequest): Promise<Drawing> {
  return drawingOf(await generate(opened, opened.space.rows(scenes), scenes[0] as Scene));
}

export async function path(opened: Opened, request: PathRequest): Promise<Drawing> {
  const z = opened.space.path(request.stops, request.frames, request.psi);
  return drawingOf(await generate(opened, z, request));
}

/** What one latent becomes while it is trained: a sample of each generator, which is let go then. */
export async function through(
  opened: Opened,
  { models, z, ...conditions }: ThroughRequest,
  progress: Progress,
): Promise<Drawing> {
  const latent = opened.space.truncated(opened.space.within(z), conditions.psi);
  const samples: Float32Array[] = [];
  for (const model of models) {
    const generator = await opened.another(model);
    try {
      samples.push((await generate({ generator }, latent, conditions)).data);
    } finally {
      await generator.release();
    }
    progress(samples.length, models.length);
  }
  const size = (samples[0] as Float32Array).length;
  const all = new Float32Array(samples.length * size);
  for (const [i, sample] of samples.entries()) all.set(sample, i * size);
  return drawingOf(floatTensor([samples.length, ...opened.generator.sampleShape], all));
}

export async function cloud(opened: Opened, { seed, count, ...conditions }: CloudRequest): Promise<Drawing> {
  const { data } = opened.generator.z(count, seed);
  return drawingOf(await generate(opened, opened.space.truncated(data, conditions.psi), conditions));
}

/** Half the distance between the two places that are compared, less at the ends of a uniform z's interval. */
const REACH = 0.5;

/**
 * How much the picture changes with each number of z: the root mean square over pixels of
 * (G(z + h e_i) − G(z − h e_i)) / 2h.
 */
export async function sensitivity(opened: Opened, scene: Scene, progress: Progress): Promise<Float32Array> {
  const { space, generator } = opened;
  const z = space.latentOf(scene);
  const found = new Float32Array(generator.latentSize);
  for (let i = 0; i < found.length; i += 1) {
    const [above, below] = [1, -1].map((side) =>
      space.within(z.map((value, j) => (j === i ? value + side * REACH : value))),
    ) as [Float32Array, Float32Array];
    const { data } = await generate(opened, Float32Array.of(...above, ...below), scene);
    found[i] = difference(data) / ((above[i] as number) - (below[i] as number));
    if (i % 8 === 7) await breath();
    progress(i + 1, found.length);
  }
  return found;
}

/** The root mean square of what two samples, one after the other, differ in. */
function difference(pair: Float32Array): number {
  const half = pair.length / 2;
  let squares = 0;
  for (let i = 0; i < half; i += 1) squares += ((pair[i] as number) - (pair[half + i] as number)) ** 2;
  return Math.sqrt(squares / half);
}

/** Directions that somebody kept. @param steps deviations along each, of z's length */
export function adoptDirections({ space, generator }: Opened, steps: readonly Float32Array[]): void {
  const columns = generator.latentSize;
  const values = new Float64Array(steps.length * columns);
  for (const [i, step] of steps.entries()) values.set(step, i * columns);
  space.directions = { rows: steps.length, columns, values };
}

/** Lets waiting messages in. */
export const breath = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
