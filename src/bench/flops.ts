/**
 * @file How much arithmetic one step needs, counted from the layers' shapes alone: two operations for each
 * multiplication whose product is added up, in products of matrices and in convolutions. Elementwise work, norms and
 * the optimiser are left out, and so are the borders at which a kernel meets padding.
 *
 * A network with layers of f₁ … f_L multiplications an example needs F = Σ f forwards, F for the gradients of its
 * weights, and F − f₁ to bring the gradient back to its first layer; f₁ more where it goes on into the network below.
 *
 *   D's phase   G forward (no gradient); D forward, weights, back to its first layer, for real and for fake
 *   penalty     D forward on x̂ and back to x̂; the derivative of that: one product for each weight and one for each
 *               adjoint; D's last layer only in its weight (its value is not read, and its adjoint starts as ones)
 *   G's phase   G forward unless the last fakes are shared; D forward and back to its input, no gradient of its
 *               weights; G's weights and back to its first layer
 */
import { type DcganStage, dcganStages } from "../models/dcgan.ts";
import { isConvolutional, type Workload, type WorkloadShape, zSizeOf } from "./workloads.ts";

/** Multiplications an example, layer by layer from the input. */
type Layers = readonly number[];

const total = (layers: Layers): number => layers.reduce((sum, layer) => sum + layer, 0);
const beyondFirst = (layers: Layers): number => total(layers.slice(1));
const beforeLast = (layers: Layers): number => total(layers.slice(0, -1));

/** GFLOP of one step: k updates of D and one of G. */
export function stepGflop(workload: Workload, shape: WorkloadShape): number {
  const [generator, discriminator] = isConvolutional(workload)
    ? dcganLayers(workload, shape)
    : mlpLayers(workload, shape);
  const [G, D] = [total(generator), total(discriminator)];
  const judged = 2 * D + beyondFirst(discriminator); // forward, weights, back
  const penalty = workload === "wgan-gp-mlp" ? 4 * beforeLast(discriminator) + (discriminator.at(-1) as number) : 0;
  const discriminatorPhase = G + 2 * judged + penalty;
  const shared = isConvolutional(workload) ? G : 0; // the fakes are those of D's last update
  const generatorPhase = G - shared + 2 * D + G + beyondFirst(generator);
  return (2 * shape.batch * (shape.k * discriminatorPhase + generatorPhase)) / 1e9;
}

function mlpLayers(workload: Workload, { size, channels, width }: WorkloadShape): [Layers, Layers] {
  const pixels = channels * size * size;
  return [
    [zSizeOf(workload) * width, width * width, width * pixels],
    [pixels * width, width * width, width],
  ];
}

/** Each stage halves the image (or doubles it) and meets every pixel of the smaller one with the whole kernel. */
function dcganLayers(workload: Workload, { size, channels, width, kernel }: WorkloadShape): [Layers, Layers] {
  const stages = dcganStages({ size, channels, width });
  const work = stages.map(
    (stage, i) => stage.inner ** 2 * (stages[i - 1]?.width ?? channels) * stage.width * kernel ** 2,
  );
  const { inner, width: innermost } = stages.at(-1) as DcganStage;
  const smallest = innermost * inner ** 2;
  return [
    [zSizeOf(workload) * smallest, ...work.toReversed()],
    [...work, smallest],
  ];
}
