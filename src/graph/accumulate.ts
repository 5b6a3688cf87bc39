/**
 * @file The sum of what reaches one node from its users.
 *
 * A network's parameters are slices of one flat vector, and a slice's adjoint is the slice amid zeros. Added up one by
 * one, p parameters would cost p vectors of the whole length; pieces that do not overlap are joined by one `concat`.
 */
import type { Node, OpOf } from "./node.ts";
import { add, broadcastTo, concat, constant, pad } from "./primitives.ts";

/** A stretch of one axis: what stands from `low` on; zeros are elsewhere. */
interface Piece {
  readonly low: number;
  readonly node: Node;
}

const sum = (nodes: readonly Node[]): Node =>
  nodes.slice(1).reduce((total, node) => add(total, node), nodes[0] as Node);

/** The one axis along which a node is padded, when there is only one and nothing stands between its elements. */
function paddedAxis({ op }: Node): number | undefined {
  if (op.kind !== "pad" || op.interior.some((count) => count > 0)) return undefined;
  const axes = op.low.flatMap((low, axis) => (low + (op.high[axis] as number) > 0 ? [axis] : []));
  return axes.length === 1 ? axes[0] : undefined;
}

const extentOf = (node: Node, axis: number): number => node.shape[axis] as number;

/** Pieces of the same range become one. */
function mergeEqualRanges(pieces: readonly Piece[], axis: number): Piece[] {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const key = `${piece.low}+${extentOf(piece.node, axis)}`;
    groups.set(key, [...(groups.get(key) ?? []), piece]);
  }
  return [...groups.values()].map((group) => ({ low: (group[0] as Piece).low, node: sum(group.map((p) => p.node)) }));
}

/** Splits pieces, ascending, into as few layers as need be so that none of a layer overlap. */
function layersOf(pieces: readonly Piece[], axis: number): Piece[][] {
  const layers: { end: number; readonly pieces: Piece[] }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.low - b.low)) {
    let layer = layers.find(({ end }) => end <= piece.low);
    if (layer === undefined) {
      layer = { end: 0, pieces: [] };
      layers.push(layer);
    }
    layer.pieces.push(piece);
    layer.end = piece.low + extentOf(piece.node, axis);
  }
  return layers.map((layer) => layer.pieces);
}

/** Joins disjoint pieces, ascending, into one tensor of extent `total` on `axis`, with zeros in the gaps. */
function joined(pieces: readonly Piece[], axis: number, total: number): Node {
  const shape = (pieces[0] as Piece).node.shape;
  const along = (extent: number): number[] => shape.map((other, on) => (on === axis ? extent : other));
  const only = (count: number): number[] => shape.map((_, on) => (on === axis ? count : 0));
  const start = (pieces[0] as Piece).low;
  const parts: Node[] = [];
  let end = start;
  for (const { low, node } of pieces) {
    if (low > end) parts.push(broadcastTo(constant(0), along(low - end)));
    parts.push(node);
    end = low + extentOf(node, axis);
  }
  const whole = concat(parts, axis);
  return start === 0 && end === total ? whole : pad(whole, only(start), only(total - end));
}

/** The sum of `contributions`, which have one shape; at least one. */
export function accumulate(contributions: readonly Node[]): Node {
  if (contributions.length === 1) return contributions[0] as Node;
  const rest: Node[] = [];
  const byAxis = new Map<number, Piece[]>();
  for (const node of contributions) {
    const axis = paddedAxis(node);
    if (axis === undefined) rest.push(node);
    else byAxis.set(axis, [...(byAxis.get(axis) ?? []), { low: lowOf(node, axis), node: node.inputs[0] as Node }]);
  }
  const total = (contributions[0] as Node).shape;
  const whole = [...byAxis].flatMap(([axis, pieces]) =>
    layersOf(mergeEqualRanges(pieces, axis), axis).map((layer) => joined(layer, axis, total[axis] as number)),
  );
  return sum([...rest, ...whole]);
}

const lowOf = (node: Node, axis: number): number => (node.op as OpOf<"pad">).low[axis] as number;
