/** @file Any number of samples from a state, in runs of bounded size. */
import { sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import type { Conditions } from "../runtime/asked.ts";
import type { DeviceState, Runtime } from "../runtime/runtime.ts";
import { samplerProgram } from "../steps/sampler.ts";
import type { Plan } from "./plan.ts";
import { samplerInputs, samplesAttributes } from "./sampler-inputs.ts";

export interface SamplingOptions {
  readonly count: number;
  readonly seed: number;
  /** A class, for a conditional generator; by default they go round, or are those of items whose attributes are asked for. */
  readonly label?: number;
  /** By name, in the data's units, for a generator that is told them; by default those of the data's items. */
  readonly attributes?: Conditions["attributes"];
}

/** Examples a run. Images hold much memory, points little. */
const CHUNK = { image: 64, sample: 4096 } as const;

/**
 * Draws with the averaged weights where there are any. The first k of n samples of a seed are those of k.
 *
 * @param state by name, as a checkpoint or the device holds it @returns `[N, C, H, W]` in [−1, 1], or `[N, D]`
 */
export async function drawSamples(
  runtime: Runtime,
  { game, layout, dataset }: Plan,
  state: Readonly<Record<string, Tensor>>,
  options: SamplingOptions,
): Promise<Tensor<"float32">> {
  const sampling = await openSampling(runtime, { game, layout, dataset }, options);
  const held = runtime.state(state);
  try {
    return await sampling.draw(held);
  } finally {
    held.release();
    await sampling.release();
  }
}

/** The same latents for one state after another. */
export interface Sampling {
  readonly draw: (state: DeviceState) => Promise<Tensor<"float32">>;
  readonly release: () => Promise<void>;
}

/** A generator that is told attributes is asked for those of the data's items. */
export async function openSampling(
  runtime: Runtime,
  { game, layout, dataset }: Pick<Plan, "game" | "layout" | "dataset">,
  { count, seed, label, attributes }: SamplingOptions,
): Promise<Sampling> {
  const { output } = game.sampler;
  const chunk = Math.min(count, CHUNK[output]);
  const like = samplesAttributes(game) ? dataset : undefined;
  const inputs = samplerInputs(game, seed, count, { classes: dataset.classes?.length ?? 1, label, attributes, like });
  const session = await runtime.open(samplerProgram(game, layout, chunk, "average"));
  const draw = async (state: DeviceState): Promise<Tensor<"float32">> => {
    let samples = new Float32Array();
    let shape: readonly number[] = [];
    for (let start = 0; start < count; start += chunk) {
      const drawn = (await session.run(state, rowsOf(inputs, start, chunk)))[output] as Tensor<"float32">;
      shape = drawn.shape.slice(1);
      const size = sizeOf(shape);
      if (start === 0) samples = new Float32Array(count * size);
      samples.set(drawn.data.subarray(0, Math.min(chunk, count - start) * size), start * size);
    }
    return floatTensor([count, ...shape], samples);
  };
  return { draw, release: () => session.release() };
}

/** Rows `start` to `start + rows` of each input; beyond its end they are zero. */
function rowsOf(inputs: Readonly<Record<string, Tensor>>, start: number, rows: number): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { dtype, shape, data }]) => {
      const size = sizeOf(shape.slice(1));
      const part = data.slice(start * size, (start + rows) * size);
      const whole = dtype === "int32" ? new Int32Array(rows * size) : new Float32Array(rows * size);
      whole.set(part);
      return [name, tensor(dtype, [rows, ...shape.slice(1)], whole)];
    }),
  );
}
