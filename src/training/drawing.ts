/** @file Samples and real items as pictures: a grid of images, or a scatter of points over the real ones. */
import { randomSource } from "../base/random.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import type { Tensor } from "../base/tensor.ts";
import type { Dataset } from "../data/dataset.ts";
import type { GridInfo, GridRow } from "../store/run-record.ts";
import { composeGrid, squareColumns } from "../views/grid.ts";
import type { Pixels } from "../views/pixels.ts";
import { type PointRange, type PointSet, rangeOf } from "../views/points.ts";
import { scatterPixels } from "../views/scatter.ts";
import type { SamplePicture } from "./events.ts";
import { GRID_COUNT } from "./picture.ts";

/** A picture of samples, in every form it is wanted. */
export interface Drawing {
  readonly picture: SamplePicture;
  readonly pixels: Pixels;
  readonly grid: GridInfo;
}

export type Draw = (samples: Tensor<"float32">) => Drawing;

/** Small images are enlarged so that a grid of them can be looked at. */
const scaleFor = (height: number): number => Math.max(1, Math.floor(64 / height));

/**
 * A function that draws samples of a dataset's kind, always in the same frame.
 * @param seed of the fixed latents @param asked what each row of a grid is asked for; nothing by default
 */
export function drawingOf(dataset: Dataset, seed: number, asked: readonly GridRow[] = []): Draw {
  if (dataset.kind === "images") return (samples) => drawImages(samples, seed, asked);
  const reals = realPoints(dataset, seed);
  const range = rangeOf(reals);
  return (samples) => drawPoints(samples, reals, range, seed);
}

/** Real items in the frame that samples are drawn in. */
export function drawReals(dataset: Dataset, seed: number): Pixels {
  if (dataset.kind === "points") {
    const reals = realPoints(dataset, seed);
    return scatterPixels({ dimensions: reals.dimensions, data: new Float32Array(0) }, { reals, range: rangeOf(reals) });
  }
  const { data, shape } = realItems(dataset, seed, GRID_COUNT.image);
  return composeGrid(data, shape, { scale: scaleFor(shape[2] as number) });
}

function drawImages({ data, shape }: Tensor<"float32">, seed: number, asked: readonly GridRow[]): Drawing {
  const pixels = composeGrid(data, shape, { scale: scaleFor(shape[2] as number) });
  const columns = squareColumns(shape[0] as number);
  const rows = Math.ceil((shape[0] as number) / columns);
  const walked = [...new Set(asked.flatMap(({ attribute }) => attribute ?? []))];
  const told = { ...(walked.length > 0 && { attributes: walked }), ...(asked.length > 0 && { asked }) };
  return { picture: pixels, pixels, grid: { kind: "images", count: shape[0] as number, columns, rows, seed, ...told } };
}

function drawPoints({ data, shape }: Tensor<"float32">, reals: PointSet, range: PointRange, seed: number): Drawing {
  const [count, dimensions] = shape as [number, number];
  const pixels = scatterPixels({ dimensions, data }, { reals, range });
  const grid: GridInfo = { kind: "points", count, columns: 1, rows: 1, seed, range };
  return { picture: { kind: "points", dimensions, data }, pixels, grid };
}

function realPoints(dataset: Dataset, seed: number): PointSet {
  return { dimensions: dataset.shape[0] as number, data: realItems(dataset, seed, GRID_COUNT.sample).data };
}

/** Items picked at random, without regard to the order of training. */
function realItems(
  dataset: Dataset,
  seed: number,
  most: number,
): { readonly data: Float32Array; readonly shape: Shape } {
  const { below } = randomSource({ seed, stream: "reals", counter: 0 });
  const count = Math.min(most, dataset.count);
  const data = new Float32Array(count * sizeOf(dataset.shape));
  dataset.read(
    Array.from({ length: count }, () => below(dataset.count)),
    data,
  );
  return { data, shape: [count, ...dataset.shape] };
}
