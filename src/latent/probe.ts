/**
 * @file What D has learned to see, as features: every convolution's maps, max-pooled to 4×4, laid flat side by side.
 *
 * Radford, Metz & Chintala, 2016, §5.1, https://arxiv.org/abs/1511.06434: "we use the discriminator's convolutional
 * features from all layers, maxpooling each layer's representation to produce a 4×4 spatial grid", with a linear L2-SVM
 * on top. A network without convolutions gives its hidden layers as they are.
 */
import { GantryError } from "../base/error.ts";
import type { Matrix } from "../base/matrix.ts";
import type { Tensor } from "../base/tensor.ts";
import { flatten, maxPool } from "../graph/functions.ts";
import type { Node } from "../graph/node.ts";
import { concat, input, sliceAxis } from "../graph/primitives.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { innerMaps, type Layer, layersOf } from "./layers.ts";
import { throughRows } from "./rows.ts";
import { dataShapeOf, networksOf, type Trained } from "./trained.ts";

/** Rows and columns of the grid. */
export const GRID = 4;

/**
 * The largest value in each cell of a grid of `cells` × `cells`; cells differ by a row or column where the extents do
 * not divide (7 pixels: 0–1, 1–3, 3–5, 5–6), and maps smaller than the grid stay as they are.
 *
 * @param maps `[N, C, H, W]` @returns `[N, C, min(cells, H), min(cells, W)]`
 */
export function maxGrid(maps: Node, cells: number = GRID): Node {
  const [height, width] = maps.shape.slice(2) as [number, number];
  const [down, across] = [Math.min(cells, height), Math.min(cells, width)];
  if (height % down === 0 && width % across === 0) return maxPool(maps, { kernel: [height / down, width / across] });
  const rows = Array.from({ length: down }, (_, i) => cut(maps, 2, down, i));
  const grid = rows.map((row) =>
    concat(
      Array.from({ length: across }, (_, j) => strongest(cut(row, 3, across, j))),
      3,
    ),
  );
  return concat(grid, 2);
}

/** Part i of `parts` of an axis: ⌊i·extent/parts⌋ … ⌈(i + 1)·extent/parts⌉. */
function cut(x: Node, axis: number, parts: number, i: number): Node {
  const extent = x.shape[axis] as number;
  return sliceAxis(x, axis, Math.floor((i * extent) / parts), Math.ceil(((i + 1) * extent) / parts));
}

const strongest = (x: Node): Node => maxPool(x, { kernel: [x.shape[2] as number, x.shape[3] as number] });

/** @throws E735 for a judge of one layer, which has nothing inside */
export function hiddenLayers(output: Node, x: Node): Layer[] {
  const layers = layersOf(output, x);
  const maps = innerMaps(layers);
  const inner = maps.length > 0 ? maps : layers.slice(0, -1);
  if (inner.length === 0) throw new GantryError("E735", { needs: "hidden", network: "D" });
  return inner;
}

/** What `probeFeatures` computes of a batch. @param x the judge's input @returns `[N, dimension]` */
export function probeNode(output: Node, x: Node): Node {
  const parts = hiddenLayers(output, x).map(({ active }) =>
    flatten(active.shape.length === 4 ? maxGrid(active) : active),
  );
  return concat(parts, 1);
}

/** @param items `[N, ...]` of the shape that D was trained on @returns one row an item @throws E730, E735 */
export async function probeFeatures(runtime: Runtime, trained: Trained, items: Tensor<"float32">): Promise<Matrix> {
  const { game, layout, state } = trained;
  const shape = dataShapeOf(game);
  const { features } = await throughRows(runtime, state, {
    build: (batch) => {
      const x = input("x", [batch, ...shape]);
      const { output } = networksOf({ game, layout }).judge(x);
      return { name: "probe", outputs: { features: probeNode(output, x) }, updates: {} };
    },
    rows: { x: items },
  });
  const [rows, columns] = (features as Tensor).shape as [number, number];
  return { rows, columns, values: (features as Tensor<"float32">).data };
}
