/** @file What the page asks of the worker that holds a run's generator, and what it answers. */
import type { Attribute } from "gantry/base";
import type { WebDevice } from "gantry/runtime/web";
import type { Conditions, Scene } from "./latent-scene.ts";

/** An absolute address, or the file itself where a thread may fetch nothing. */
export type FilePlace = string | Blob;

export interface OpenRequest {
  /** `generator.onnx` */
  readonly model: FilePlace;
  /** Its name, for errors. */
  readonly name: string;
  readonly device: WebDevice;
  /** ONNX Runtime's files, as in `WasmPaths`. */
  readonly runtime: { readonly wasm: FilePlace; readonly mjs?: string };
}

/** What a generator says of itself. */
export interface GeneratorFacts {
  readonly latentSize: number;
  /** `[C, H, W]` of an image, `[D]` of a point. */
  readonly sampleShape: readonly number[];
  readonly classes: readonly string[] | null;
  readonly attributes: readonly Attribute[] | null;
  /** Of a uniform z; null for a normal one. */
  readonly range: readonly [number, number] | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly device: string;
  readonly threads: number;
}

/** Pictures side by side, as a canvas takes them; each is `height` by `width / count`. */
export interface Strip {
  readonly kind: "images";
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

export interface PointCloud {
  readonly kind: "points";
  readonly count: number;
  readonly dimensions: number;
  readonly data: Float32Array<ArrayBuffer>;
}

export type Drawing = Strip | PointCloud;

export interface DrawRequest {
  readonly scene: Scene;
  /** One step of a random walk first; the answer's `source` is where it led. */
  readonly wander?: { readonly time: number; readonly counter: number };
}

export interface Drawn {
  readonly drawing: Drawing;
  /** As the generator got it. */
  readonly z: Float32Array<ArrayBuffer>;
  /** Before directions, faders and truncation. */
  readonly source: Float32Array<ArrayBuffer>;
  /** The generator's own time. */
  readonly milliseconds: number;
}

/** Many pictures at once: a preview, pins, a map of seeds. */
export interface StripRequest {
  readonly scenes: readonly Scene[];
}

/** A film from one latent to the next. */
export interface PathRequest extends Conditions {
  readonly stops: readonly Float32Array[];
  readonly frames: number;
}

/** One latent, and the generator at several checkpoints. */
export interface ThroughRequest extends Conditions {
  readonly models: readonly FilePlace[];
  /** Before truncation. */
  readonly z: Float32Array;
}

/** Many samples of a seed: what a generator of points looks like as a whole. */
export interface CloudRequest extends Conditions {
  readonly seed: number;
  readonly count: number;
}

export interface DirectionsRequest extends Conditions {
  readonly samples: number;
  readonly components: number;
}

export interface FoundDirections {
  /** The share of the pictures' variance that each direction explains. */
  readonly shares: readonly number[];
  /** A deviation along each, as it is added to z. */
  readonly steps: readonly Float32Array[];
}

/** What a generator computes on the way to one picture; of a model with D behind it, what D computes on the way from it. */
export interface MapsRequest {
  readonly scene: Scene;
  /** The value to be looked at, by name; null: the first convolution's, or else the first. */
  readonly value: string | null;
}

export interface PassedValue {
  readonly name: string;
  /** ONNX's word: `ConvTranspose`. */
  readonly operator: string;
  /** `convTranspose/5` */
  readonly node: string;
  /** Names of what it is computed from. */
  readonly from: readonly string[];
  /** `[C, H, W]` of maps, `[F]` of units; null for anything else. */
  readonly shape: readonly number[] | null;
}

/** Of the numbers of one channel that are finite; null where none is. */
export interface ChannelFacts {
  readonly mean: number | null;
  /** Of the population. */
  readonly std: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** How many are not finite. */
  readonly strange: number;
}

export interface ShownValue {
  readonly name: string;
  /** `[C, H, W]`; units stand in one channel of one row. */
  readonly shape: readonly [channels: number, height: number, width: number];
  readonly data: Float32Array<ArrayBuffer>;
  readonly facts: readonly ChannelFacts[];
}

export interface Maps {
  /** Of the weights that these are of, as the file says it; the run may have saved others since the page opened its own. */
  readonly step: string | null;
  /** In the order in which they are computed. */
  readonly values: readonly PassedValue[];
  /** Null where the generator has none that can be shown. */
  readonly shown: ShownValue | null;
  /** What D says of it in the end, where it is one number. */
  readonly judgement: number | null;
}
