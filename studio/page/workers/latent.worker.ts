/** @file The worker that holds a run's generator: it opens it, draws, and finds what is in its latent space. */
import { type GantryError, isGantryError } from "gantry/base";
import { type Generator, openGenerator } from "gantry/runtime/web";
import { answering, type Call, CallError, type Failure, type Given, type Handlers, type Progress } from "./calls.ts";
import { bytesOf } from "./fetched-file.ts";
import type {
  CloudRequest,
  DirectionsRequest,
  Drawing,
  DrawRequest,
  FilePlace,
  GeneratorFacts,
  MapsRequest,
  OpenRequest,
  PathRequest,
  StripRequest,
  ThroughRequest,
} from "./latent-messages.ts";
import type { Scene } from "./latent-scene.ts";
import { LatentSpace } from "./latent-space.ts";
import { adoptDirections, cloud, draw, type Opened, path, sensitivity, strip, through } from "./latent-tasks.ts";

let opened: Opened | null = null;

async function open({ model, name, device: wanted, runtime }: OpenRequest): Promise<GeneratorFacts> {
  const options = { device: wanted, wasmPaths: { ...runtime, wasm: addressOf(runtime.wasm) } };
  const bytes = await bytesOf(model, name);
  const generator = await openGenerator(bytes, name, options);
  await generator.generate(generator.z(1, 0)); // the first run takes longer, and tells whether there can be others
  const space = new LatentSpace(generator);
  const another = async (file: FilePlace): Promise<Generator> =>
    openGenerator(await bytesOf(file, name), name, options);
  const watched: Opened["watched"] = async (outputs) =>
    openGenerator(outputs(await bytesOf(model, name)), name, options);
  opened = { generator, space, options, another, watched, passage: null };
  const { latentSize, sampleShape, classes, attributes, metadata, device, threads } = generator;
  return { latentSize, sampleShape, classes, attributes, metadata, range: space.range, device, threads };
}

/** A thread of a page from the disk may read files that it was given, and none of the page's own addresses. */
const addressOf = (file: FilePlace): string => (typeof file === "string" ? file : URL.createObjectURL(file));

function ready(): Opened {
  if (opened === null) throw new Error("no generator is open");
  return opened;
}

const given = (drawing: Drawing): Given => ({ value: drawing, transfer: [bufferOf(drawing)] });
const bufferOf = (drawing: Drawing): ArrayBuffer => (drawing.kind === "images" ? drawing.rgba : drawing.data).buffer;

const handlers: Handlers = {
  open: async (request: OpenRequest) => ({ value: await open(request) }),
  draw: async (request: DrawRequest) => {
    const drawn = await draw(ready(), request);
    return { value: drawn, transfer: [bufferOf(drawn.drawing), drawn.z.buffer, drawn.source.buffer] };
  },
  strip: async (request: StripRequest) => given(await strip(ready(), request)),
  path: async (request: PathRequest) => given(await path(ready(), request)),
  through: async (request: ThroughRequest, progress: Progress) => given(await through(ready(), request, progress)),
  cloud: async (request: CloudRequest) => given(await cloud(ready(), request)),
  sensitivity: async (scene: Scene, progress: Progress) => ({ value: await sensitivity(ready(), scene, progress) }),
  adoptDirections: (steps: readonly Float32Array[]) => ({ value: adoptDirections(ready(), steps) }),
  // what runs programs loads with the first search
  directions: async (request: DirectionsRequest, progress: Progress) => {
    const { directions } = await import("./latent-directions.ts");
    return { value: await directions(ready(), request, progress) };
  },
  // what reads models loads with the first look
  maps: async (request: MapsRequest) => {
    const { maps } = await import("./latent-maps.ts");
    const value = await maps(ready(), request);
    return { value, transfer: value.shown === null ? [] : [value.shown.data.buffer] };
  },
};

async function failureOf(cause: unknown): Promise<Failure> {
  if (cause instanceof CallError) return cause.failure;
  const sentence = isGantryError(cause) ? await sentencesOf(cause) : null;
  const text = cause instanceof Error ? cause.message : String(cause);
  return { code: isGantryError(cause) ? cause.code : null, sentence: sentence ?? { en: text, zh: text } };
}

/** Null where the texts do not load: whoever gave the page may be gone. */
const sentencesOf = (error: GantryError): Promise<Failure["sentence"] | null> =>
  import("./error-sentences.ts").then((texts) => texts.sentencesOf(error)).catch(() => null);

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Call>) => void;
  postMessage: (message: unknown, transfer: Transferable[]) => void;
};
const answer = answering(scope, handlers, failureOf);
scope.onmessage = ({ data }) => answer(data);
