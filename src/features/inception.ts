/**
 * @file Inception-v3 as the Fréchet Inception Distance needs it: the network that TensorFlow published on 2015-12-05,
 * with the parameter names of its PyTorch ports.
 *
 * Szegedy et al., Rethinking the Inception Architecture for Computer Vision, 2016, https://arxiv.org/abs/1512.00567.
 * That network differs from the one most ports give: 1,008 outputs; the averages of its blocks do not count places
 * outside the image; and the last block takes a maximum where the others average. Features are the mean of the last
 * block over the image. For inference alone: no auxiliary classifier, no dropout.
 */
import type { Node } from "../graph/node.ts";
import { concat, matmul } from "../graph/primitives.ts";
import { zeros } from "../models/initialisers.ts";
import type { Scope } from "../models/scope.ts";
import { convUnit, globalAverage, maximumAround, maximumHalved } from "./inception-layers.ts";

/** Height and width of what it sees. */
export const INCEPTION_SIZE = 299;
/** Of a feature vector. */
export const INCEPTION_DIMENSION = 2048;
export const INCEPTION_CLASSES = 1008;

const HALVED = { stride: 2 } as const;
const SAME3 = { padding: 1 } as const;
const SAME5 = { padding: 2 } as const;
const AVERAGED = { averaged: true } as const;
/** Kernels of one row or column, padded to keep the size. */
const ROW3 = [[1, 3], { padding: [0, 1] }] as const;
const COLUMN3 = [[3, 1], { padding: [1, 0] }] as const;
const ROW7 = [[1, 7], { padding: [0, 3] }] as const;
const COLUMN7 = [[7, 1], { padding: [3, 0] }] as const;

/** One block: its units by name, over what has so many channels at a factor. */
type Block = (unit: Unit, x: Node) => Node;
type Unit = (name: string, x: Node, out: number, ...shape: UnitShape) => Node;
type UnitShape = readonly [kernel: Parameters<typeof convUnit>[3], geometry?: Parameters<typeof convUnit>[4] & object];

/** 35×35. */
const blockA =
  (poolChannels: number): Block =>
  (unit, x) => {
    const five = unit("branch5x5_2", unit("branch5x5_1", x, 48, 1), 64, 5, SAME5);
    const twice = unit("branch3x3dbl_2", unit("branch3x3dbl_1", x, 64, 1), 96, 3, SAME3);
    const three = unit("branch3x3dbl_3", twice, 96, 3, SAME3);
    const pooled = unit("branch_pool", x, poolChannels, 1, AVERAGED);
    return concat([unit("branch1x1", x, 64, 1), five, three, pooled], 1);
  };

/** 35×35 → 17×17. */
const blockB: Block = (unit, x) => {
  const twice = unit("branch3x3dbl_2", unit("branch3x3dbl_1", x, 64, 1), 96, 3, SAME3);
  const three = unit("branch3x3dbl_3", twice, 96, 3, HALVED);
  return concat([unit("branch3x3", x, 384, 3, HALVED), three, maximumHalved(x)], 1);
};

/** 17×17, with 7×7 as a row and a column. */
const blockC =
  (inner: number): Block =>
  (unit, x) => {
    const row = unit("branch7x7_2", unit("branch7x7_1", x, inner, 1), inner, ...ROW7);
    const seven = unit("branch7x7_3", row, 192, ...COLUMN7);
    const first = unit("branch7x7dbl_2", unit("branch7x7dbl_1", x, inner, 1), inner, ...COLUMN7);
    const second = unit("branch7x7dbl_4", unit("branch7x7dbl_3", first, inner, ...ROW7), inner, ...COLUMN7);
    const twice = unit("branch7x7dbl_5", second, 192, ...ROW7);
    const pooled = unit("branch_pool", x, 192, 1, AVERAGED);
    return concat([unit("branch1x1", x, 192, 1), seven, twice, pooled], 1);
  };

/** 17×17 → 8×8. */
const blockD: Block = (unit, x) => {
  const three = unit("branch3x3_2", unit("branch3x3_1", x, 192, 1), 320, 3, HALVED);
  const row = unit("branch7x7x3_2", unit("branch7x7x3_1", x, 192, 1), 192, ...ROW7);
  const seven = unit("branch7x7x3_4", unit("branch7x7x3_3", row, 192, ...COLUMN7), 192, 3, HALVED);
  return concat([three, seven, maximumHalved(x)], 1);
};

/** 8×8, with 3×3 as a row beside a column. @param pool the last branch */
const blockE =
  (pool: Block): Block =>
  (unit, x) => {
    const once = unit("branch3x3_1", x, 384, 1);
    const three = [unit("branch3x3_2a", once, 384, ...ROW3), unit("branch3x3_2b", once, 384, ...COLUMN3)];
    const twice = unit("branch3x3dbl_2", unit("branch3x3dbl_1", x, 448, 1), 384, 3, SAME3);
    const double = [unit("branch3x3dbl_3a", twice, 384, ...ROW3), unit("branch3x3dbl_3b", twice, 384, ...COLUMN3)];
    return concat([unit("branch1x1", x, 320, 1), ...three, ...double, pool(unit, x)], 1);
  };

const blocks: Readonly<Record<string, Block>> = {
  Mixed_5b: blockA(32),
  Mixed_5c: blockA(64),
  Mixed_5d: blockA(64),
  Mixed_6a: blockB,
  Mixed_6b: blockC(128),
  Mixed_6c: blockC(160),
  Mixed_6d: blockC(160),
  Mixed_6e: blockC(192),
  Mixed_7a: blockD,
  Mixed_7b: blockE((unit, x) => unit("branch_pool", x, 192, 1, AVERAGED)),
  Mixed_7c: blockE((unit, x) => unit("branch_pool", maximumAround(x), 192, 1)),
};

/**
 * @param images `[N, 3, H, W]` about [−1, 1]; H, W ≥ 75, 299 for FID
 * @param width a share of every layer's channels, for tests; 1 by default
 * @returns features `[N, 2048]`
 */
export function inceptionFeatures(scope: Scope, images: Node, width = 1): Node {
  const unitsOf =
    (owner: Scope): Unit =>
    (name, x, out, kernel, geometry) =>
      convUnit(owner.child(name), x, out * width, kernel, geometry);
  const unit = unitsOf(scope);
  const edges = unit("Conv2d_2a_3x3", unit("Conv2d_1a_3x3", images, 32, 3, HALVED), 32, 3);
  const stem = maximumHalved(unit("Conv2d_2b_3x3", edges, 64, 3, SAME3));
  const small = maximumHalved(unit("Conv2d_4a_3x3", unit("Conv2d_3b_1x1", stem, 80, 1), 192, 3));
  const last = Object.entries(blocks).reduce((x, [name, block]) => block(unitsOf(scope.child(name)), x), small);
  return globalAverage(last);
}

/**
 * What the Inception Score takes the softmax of: without the bias, as in the code of Salimans et al., 2016, with which
 * all published scores were computed.
 *
 * @param features `[N, 2048]` @returns `[N, 1008]`
 */
export function inceptionLogits(scope: Scope, features: Node): Node {
  const weight = scope.parameter("fc.weight", [INCEPTION_CLASSES, features.shape[1] as number], zeros);
  return matmul(features, weight, { transposeB: true });
}
