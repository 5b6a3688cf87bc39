/**
 * @file Making G forget a thing: the maps that draw it are found by a logistic regression on boxes and dropped.
 *
 * Radford, Metz & Chintala, 2016, §6.3.1, https://arxiv.org/abs/1511.06434: "on the second highest convolution layer
 * features, logistic regression was fit to predict whether a feature activation was on a window (or not), by using the
 * criterion that activations inside the drawn bounding boxes are positives and random samples from the same images are
 * negatives. … all feature maps with weights greater than zero were dropped from all spatial locations."
 *
 * Two things differ unless asked otherwise: places are also told from the same places in samples without the thing
 * (`places.ts`), and of all layers the one is taken whose regression tells them apart best. A small G has few maps, and
 * those of its second highest layer draw the whole picture.
 */
import { GantryError } from "../base/error.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { constant, mul } from "../graph/primitives.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { drawLatents } from "./draw.ts";
import { innerMaps, type Layer, layersOf } from "./layers.ts";
import { fitLinear } from "./linear-classifier.ts";
import { type Box, type PlaceOptions, type Places, placesOf } from "./places.ts";
import { replaceNodes } from "./replace.ts";
import { networksOf, type TracedGenerator, type Trained } from "./trained.ts";

/** The layers of G that have maps, but for the last, which gives the picture. @throws E735 for a G without maps */
export function drawingLayers({ output, z }: TracedGenerator): readonly [Layer, ...Layer[]] {
  const [first, ...more] = innerMaps(layersOf(output, z));
  if (first === undefined) throw new GantryError("E735", { needs: "maps", network: "G" });
  return [first, ...more];
}

/** @param index from 1 @throws E735 for a G without maps, E736 for a layer that it has not */
function drawingLayer(generator: TracedGenerator, index: number): Layer {
  const layers = drawingLayers(generator);
  const found = layers.find((layer) => layer.index === index);
  if (found !== undefined) return found;
  throw new GantryError("E736", { got: index, known: layers.map((layer) => layer.index) });
}

export interface FoundMaps {
  /** Of which layer, from 1. */
  readonly layer: number;
  /** The regression's weight of each map. */
  readonly weights: Float64Array;
  /** Those with positive weights. */
  readonly maps: readonly number[];
  /** The share of places that the regression tells apart. */
  readonly accuracy: number;
}

/** λ of the regression: enough to keep maps that nothing depends on near 0. */
const DECAY = 1e-3;

/** @param places from the boxes @param layer the layer whose maps they are of, from 1 */
export async function mapsThatDraw(runtime: Runtime, { features, labels }: Places, layer: number): Promise<FoundMaps> {
  const found = await fitLinear(runtime, features, labels, 1, { loss: "logistic", decay: DECAY });
  const weights = found.weights.values as Float64Array;
  const scores = Array.from(labels, (_, i) =>
    weights.reduce(
      (score, w, j) => score + w * (features.values[i * weights.length + j] as number),
      found.bias[0] as number,
    ),
  );
  return {
    layer,
    weights,
    maps: Array.from(weights.keys()).filter((map) => (weights[map] as number) > 0),
    accuracy: scores.filter((score, i) => score > 0 === (labels[i] === 0)).length / labels.length,
  };
}

export interface ForgetOptions extends Omit<PlaceOptions, "size"> {
  /** From 1; by default the layer whose regression tells places apart best, the higher one of equals. */
  readonly layer?: number | undefined;
}

/**
 * The maps that draw what is in the boxes.
 * @param z `[N, d]`, the latents of the samples that the boxes are in @throws E735, E736, E737
 */
export async function mapsOfThing(
  runtime: Runtime,
  trained: Trained,
  z: Tensor<"float32">,
  { boxes, layer, ...options }: ForgetOptions & { readonly boxes: readonly Box[] },
): Promise<FoundMaps> {
  const generator = networksOf(trained).generator(1);
  const size = generator.output.shape.slice(2) as unknown as readonly [number, number];
  const layers = layer === undefined ? drawingLayers(generator) : [drawingLayer(generator, layer)];
  let best: FoundMaps | null = null;
  for (const { index } of layers) {
    const places = placesOf(await mapsOf(runtime, trained, z, index), boxes, { ...options, size });
    const found = await mapsThatDraw(runtime, places, index);
    if (best === null || found.accuracy >= best.accuracy) best = found;
  }
  return best as FoundMaps;
}

/** The activations of a layer of G. @param z `[N, d]` @returns `[N, C, H, W]` */
export const mapsOf = (
  runtime: Runtime,
  trained: Trained,
  z: Tensor<"float32">,
  layer: number,
): Promise<Tensor<"float32">> =>
  drawLatents(runtime, trained, z, { show: (generator) => drawingLayer(generator, layer).active });

/** G's output when these maps of a layer are zero everywhere. */
export function withoutMaps(generator: TracedGenerator, layer: number, maps: readonly number[]): Node {
  const { active } = drawingLayer(generator, layer);
  const kept = new Float32Array(active.shape[1] as number).fill(1);
  for (const map of maps) kept[map] = 0;
  const mask = constant(floatTensor([1, kept.length, 1, 1], kept));
  return replaceNodes([generator.output], new Map([[active, mul(active, mask)]]))[0] as Node;
}
