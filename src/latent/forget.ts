/**
 * @file Making G forget a thing: the maps that draw it are found by a logistic regression on boxes and dropped.
 *
 * Radford, Metz & Chintala, 2016, §6.3.1, https://arxiv.org/abs/1511.06434: "on the second highest convolution layer
 * features, logistic regression was fit to predict whether a feature activation was on a window (or not), by using the
 * criterion that activations inside the drawn bounding boxes are positives and random samples from the same images are
 * negatives. … all feature maps with weights greater than zero were dropped from all spatial locations."
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import { randomSource } from "../base/random.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { constant, mul } from "../graph/primitives.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { drawLatents } from "./draw.ts";
import { innerMaps, type Layer, layersOf } from "./layers.ts";
import { fitLinear } from "./linear-classifier.ts";
import { replaceNodes } from "./replace.ts";
import type { TracedGenerator, Trained } from "./trained.ts";

/** Where a thing is in a sample, in pixels from the top left: columns x0 … x1 − 1, rows y0 … y1 − 1. */
export interface Box {
  /** Which of the samples, from 0. */
  readonly sample: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * The layer of G whose maps are looked at: by default the second highest, which the last layer draws from.
 * @param index from 1 @throws E735 for a G without maps, E736 for a layer that it has not
 */
export function drawingLayer({ output, z }: TracedGenerator, index?: number): Layer {
  const maps = innerMaps(layersOf(output, z));
  if (maps.length === 0) throw new GantryError("E735", { needs: "maps", network: "G" });
  const found = index === undefined ? maps.at(-1) : maps.find((layer) => layer.index === index);
  if (found !== undefined) return found;
  throw new GantryError("E736", { got: index as number, known: maps.map((layer) => layer.index) });
}

/** Places on the maps and whether each is on the thing. */
export interface Places {
  /** `[places, maps]` */
  readonly features: Matrix;
  /** 0 on the thing, −1 elsewhere: what `fitLinear` takes for one class. */
  readonly labels: Int32Array;
}

export interface PlaceOptions {
  /** Height and width of the samples, in which the boxes are measured. */
  readonly size: readonly [number, number];
  /** For the places that are drawn at random. */
  readonly seed: number;
}

/**
 * Every place inside a box, and as many at random outside the boxes of the same samples.
 * @param maps `[N, C, H, W]` of the samples @throws E737 for a box outside its sample, or boxes that cover no place
 */
export function placesOf(maps: Tensor<"float32">, boxes: readonly Box[], { size, seed }: PlaceOptions): Places {
  const [, , height, width] = maps.shape as [number, number, number, number];
  const scale: readonly [number, number] = [height / size[0], width / size[1]];
  const chosen: (readonly [sample: number, place: number, label: number])[] = [];
  const random = randomSource({ seed, stream: "latent/forget", counter: 0 });
  for (const box of boxes) checkBox(box, maps.shape[0] as number, size);
  for (const sample of new Set(boxes.map((box) => box.sample))) {
    const own = boxes.filter((box) => box.sample === sample);
    const inside = new Set(own.flatMap((box) => covered(box, scale, [height, width])));
    const outside = Array.from({ length: height * width }, (_, place) => place).filter((place) => !inside.has(place));
    for (const place of inside) chosen.push([sample, place, 0]);
    for (let i = 0; i < inside.size && outside.length > 0; i += 1) {
      chosen.push([sample, outside[random.below(outside.length)] as number, -1]);
    }
  }
  if (chosen.length === 0) throw new GantryError("E737", { box: null, size, samples: maps.shape[0] as number });
  return { features: featuresAt(maps, chosen), labels: Int32Array.from(chosen, ([, , label]) => label) };
}

function checkBox({ sample, x0, y0, x1, y1 }: Box, samples: number, size: readonly [number, number]): void {
  const inSample = Number.isInteger(sample) && sample >= 0 && sample < samples;
  const inPicture = x0 >= 0 && y0 >= 0 && x0 < x1 && y0 < y1 && x1 <= size[1] && y1 <= size[0];
  if (inSample && inPicture) return;
  throw new GantryError("E737", { box: [sample, x0, y0, x1, y1].join(","), size, samples });
}

/** Places of the maps whose middle lies in the box; the nearest one where the box is smaller than a place. */
function covered(
  { x0, y0, x1, y1 }: Box,
  [down, across]: readonly [number, number],
  maps: readonly [number, number],
): number[] {
  const rows = span(y0 * down, y1 * down, maps[0]);
  const columns = span(x0 * across, x1 * across, maps[1]);
  return rows.flatMap((row) => columns.map((column) => row * maps[1] + column));
}

function span(from: number, to: number, extent: number): number[] {
  const middles = Array.from({ length: extent }, (_, i) => i).filter((i) => i + 0.5 >= from && i + 0.5 < to);
  return middles.length > 0 ? middles : [Math.min(extent - 1, Math.floor((from + to) / 2))];
}

function featuresAt(
  { shape, data }: Tensor<"float32">,
  places: readonly (readonly [number, number, number])[],
): Matrix {
  const [, maps, height, width] = shape as [number, number, number, number];
  const values = new Float32Array(places.length * maps);
  for (const [i, [sample, place]] of places.entries()) {
    for (let map = 0; map < maps; map += 1) {
      values[i * maps + map] = data[(sample * maps + map) * height * width + place] as number;
    }
  }
  return { rows: places.length, columns: maps, values };
}

export interface FoundMaps {
  /** Of which layer, from 1. */
  readonly layer: number;
  /** The regression's weight of each map, on activations of unit deviation. */
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
  const right = Array.from(labels).filter((label, i) => {
    let score = found.bias[0] as number;
    for (let j = 0; j < weights.length; j += 1)
      score += (weights[j] as number) * (features.values[i * weights.length + j] as number);
    return score > 0 === (label === 0);
  });
  return {
    layer,
    weights,
    maps: Array.from(weights.keys()).filter((map) => (weights[map] as number) > 0),
    accuracy: right.length / labels.length,
  };
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
