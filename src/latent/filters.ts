/**
 * @file What D's filters respond to: for each filter of a layer, the items that excite it most, and what in them does
 * (guided backpropagation). The last layer of a trained D responds to parts of things; a random D's to nothing in
 * particular (Radford, Metz & Chintala, 2016, figure 5).
 */
import { GantryError } from "../base/error.ts";
import { floatTensor, type Tensor, tensor } from "../base/tensor.ts";
import { max, oneHot, sum } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { input, mul, reshape } from "../graph/primitives.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { strongestResponse } from "./guided.ts";
import type { Layer } from "./layers.ts";
import { hiddenLayers } from "./probe.ts";
import { throughRows } from "./rows.ts";
import { dataShapeOf, networksOf, type Trained } from "./trained.ts";

/** A filter, and the item that excites it most. */
export interface FilterResponse {
  readonly filter: number;
  /** Which of the items. */
  readonly item: number;
  readonly response: number;
}

export interface FilterPictures {
  readonly filters: readonly FilterResponse[];
  /** Of which layer, from 1. */
  readonly layer: number;
  /** The item of each filter, and the guided gradient in it: `[filters, ...item]`. */
  readonly items: Tensor<"float32">;
  readonly pictures: Tensor<"float32">;
}

/** Of D's layers with maps, number `index` from 1; the last by default. @throws E735 E736 */
export function mapLayer(layers: readonly Layer[], index?: number): Layer {
  const maps = layers.filter(({ active }) => active.shape.length === 4);
  if (maps.length === 0) throw new GantryError("E735", { needs: "maps", network: "D" });
  const found = index === undefined ? maps.at(-1) : maps.find((layer) => layer.index === index);
  if (found === undefined) {
    throw new GantryError("E736", { got: index as number, known: maps.map((layer) => layer.index) });
  }
  return found;
}

function judgeLayer({ game, layout }: Trained, batch: number, index: number | undefined) {
  const x = input("x", [batch, ...dataShapeOf(game)]);
  const { output } = networksOf({ game, layout }).judge(x);
  return { x, layer: mapLayer(hiddenLayers(output, x), index) };
}

/** The largest response of every filter to every item. @returns `[N, C]`, and which layer it is */
export async function filterResponses(
  runtime: Runtime,
  trained: Trained,
  items: Tensor<"float32">,
  layer?: number,
): Promise<{ readonly responses: Tensor<"float32">; readonly layer: number }> {
  const { index } = judgeLayer(trained, 1, layer).layer;
  const { responses } = await throughRows(runtime, trained.state, {
    build: (batch) => {
      const { active } = judgeLayer(trained, batch, layer).layer;
      return { name: "responses", outputs: { responses: max(active, [2, 3]) }, updates: {} };
    },
    rows: { x: items },
  });
  return { responses: responses as Tensor<"float32">, layer: index };
}

/** The `count` filters that respond most, each with the item that excites it most. @param responses `[N, C]` */
export function strongestFilters({ shape, data }: Tensor<"float32">, count: number): FilterResponse[] {
  const [rows, filters] = shape as [number, number];
  const best = Array.from({ length: filters }, (_, filter): FilterResponse => {
    let item = 0;
    for (let i = 1; i < rows; i += 1) {
      if ((data[i * filters + filter] as number) > (data[item * filters + filter] as number)) item = i;
    }
    return { filter, item, response: data[item * filters + filter] as number };
  });
  return best.sort((a, b) => b.response - a.response).slice(0, count);
}

/**
 * Guided gradients of these filters in these items.
 * @param layer from 1, as `filterResponses` says
 */
export async function filterPictures(
  runtime: Runtime,
  trained: Trained,
  items: Tensor<"float32">,
  { filters, layer }: { readonly filters: readonly FilterResponse[]; readonly layer: number },
): Promise<FilterPictures> {
  const chosen = rowsAt(
    items,
    filters.map(({ item }) => item),
  );
  const { pictures } = await throughRows(runtime, trained.state, {
    build: (batch) => {
      const { x, layer: found } = judgeLayer(trained, batch, layer);
      const which = input("filter", [batch], "int32");
      const { picture } = strongestResponse(found.active, x, (maps) => ofFilter(maps, which));
      return { name: "guided", outputs: { pictures: picture }, updates: {} };
    },
    rows: {
      x: chosen,
      filter: tensor(
        "int32",
        [filters.length],
        Int32Array.from(filters, ({ filter }) => filter),
      ),
    },
  });
  return { filters, layer, items: chosen, pictures: pictures as Tensor<"float32"> };
}

/** One map of each example. @param maps `[N, C, H, W]` @param which `[N]` @returns `[N, H, W]` */
function ofFilter(maps: Node, which: Node): Node {
  const [count, filters] = maps.shape as [number, number];
  const mask = reshape(oneHot(which, filters), [count, filters, 1, 1]);
  return sum(mul(maps, mask), [1]);
}

/** Rows of `[N, …]`, in the order asked for. */
export function rowsAt({ shape, data }: Tensor<"float32">, indices: readonly number[]): Tensor<"float32"> {
  const size = data.length / (shape[0] as number);
  const out = new Float32Array(indices.length * size);
  for (const [i, index] of indices.entries()) out.set(data.subarray(index * size, (index + 1) * size), i * size);
  return floatTensor([indices.length, ...shape.slice(1)], out);
}

/** Gradients as pictures: each scaled so that its largest value is white, its smallest black, zero in the middle. */
export function asPictures({ shape, data }: Tensor<"float32">): Tensor<"float32"> {
  const size = data.length / (shape[0] as number);
  const out = new Float32Array(data.length);
  for (let start = 0; start < data.length; start += size) {
    const part = data.subarray(start, start + size);
    const most = part.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    if (most > 0)
      out.set(
        part.map((value) => value / most),
        start,
      );
  }
  return floatTensor(shape, out);
}

/** How much of a gradient's energy is looked at, and the share of pixels that hold it. */
const HALF = 0.5;

/**
 * How little of a picture a filter looks at: the share of pixels, the strongest first, in which half of the gradient's
 * energy lies; the mean over the pictures. Of noise it is a sixth or so, of a stroke a fiftieth.
 *
 * @param pictures gradients `[N, C, H, W]`
 */
export function focusOf({ shape, data }: Tensor<"float32">): number {
  const [count, channels, ...extents] = shape as [number, number, number, number];
  const area = extents[0] * extents[1];
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const energy = new Float64Array(area);
    for (let j = 0; j < channels * area; j += 1) {
      energy[j % area] = (energy[j % area] as number) + (data[i * channels * area + j] as number) ** 2;
    }
    total += pixelsWith(energy.sort().reverse()) / area / count;
  }
  return total;
}

function pixelsWith(energy: Float64Array): number {
  const wanted = HALF * energy.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  return (
    1 +
    energy.findIndex((value) => {
      sum += value;
      return sum >= wanted;
    })
  );
}
