/** @file Principal directions of what a generator draws. They need a runtime for programs, which loads with this file. */
import { floatTensor } from "gantry/base";
import { directionsOf } from "gantry/latent";
import { webRuntime } from "gantry/runtime/web";
import type { Progress } from "./calls.ts";
import type { DirectionsRequest, FoundDirections } from "./latent-messages.ts";
import { flatSize, flattened } from "./latent-pictures.ts";
import { breath, generate, type Opened } from "./latent-tasks.ts";

/** Samples a run of the generator, so that pictures asked for meanwhile need not wait long. */
const CHUNK = 32;
const SEED = 0;
/** Numbers kept at most: 64 MB. */
const NUMBERS = 2 ** 24;

/** Finds directions and keeps them for scenes; progress counts samples, then rounds. */
export async function directions(
  opened: Opened,
  { components, ...request }: DirectionsRequest,
  progress: Progress,
): Promise<FoundDirections> {
  const { generator, space, options } = opened;
  const size = flatSize(generator.sampleShape);
  const samples = Math.min(request.samples, Math.floor(NUMBERS / size));
  const z = generator.z(samples, SEED);
  const rows = new Float32Array(samples * size);
  const rounds = 100;
  for (let start = 0; start < samples; start += CHUNK) {
    const part = z.data.subarray(start * generator.latentSize, (start + CHUNK) * generator.latentSize);
    flattened(await generate(opened, part, { ...request, psi: 1 }), rows, start);
    progress(Math.min(samples, start + CHUNK), samples + rounds);
    await breath();
  }
  const found = await directionsOf(await webRuntime(options), z, floatTensor([samples, size], rows), {
    components: Math.min(components, generator.latentSize, size),
    rounds,
    onRound: (round) => progress(samples + round, samples + rounds),
  });
  space.directions = found.steps;
  const { rows: count, columns, values } = found.steps;
  const steps = Array.from({ length: count }, (_, i) =>
    Float32Array.from(values.subarray(i * columns, (i + 1) * columns)),
  );
  return { shares: Array.from(found.shares), steps };
}
