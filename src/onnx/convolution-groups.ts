/**
 * @file The convolutions of a program by geometry, and each group as a program of its own, small enough to be timed.
 *
 * What a layer's convolutions share (an image's transform that the forward pass and a kernel's gradient both need) they
 * share there too: the same operand stays the same input.
 */
import { sizeOf } from "../base/shape.ts";
import { type Node, topologicalOrder } from "../graph/node.ts";
import { input, reshape, slice } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import { type Convolution, type ConvolutionKind, convolutionOf, flopsOf, geometryKey } from "./convolution-choices.ts";

export interface ConvolutionGroup {
  readonly key: string;
  readonly convolution: Convolution;
  /** Which primitives occur, in alphabetical order, and how often each. */
  readonly counts: ReadonlyMap<ConvolutionKind, number>;
  readonly members: readonly Member[];
  /** Of all members. */
  readonly flops: number;
}

interface Member {
  readonly kind: ConvolutionKind;
  readonly node: Node;
}

/** All groups, the most expensive first. */
export function convolutionGroups(results: readonly Node[]): ConvolutionGroup[] {
  const groups = new Map<string, { readonly convolution: Convolution; readonly members: Member[] }>();
  for (const node of topologicalOrder(results)) {
    const found = convolutionOf(node);
    if (found === undefined || node.dtype !== "float32") continue;
    const key = geometryKey(found.convolution);
    const group = groups.get(key) ?? { convolution: found.convolution, members: [] };
    group.members.push({ kind: found.kind, node });
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { convolution, members }]) => ({
      key,
      convolution,
      members,
      counts: countsOf(members),
      flops: members.length * flopsOf(convolution),
    }))
    .sort((a, b) => b.flops - a.flops);
}

function countsOf(members: readonly Member[]): ReadonlyMap<ConvolutionKind, number> {
  const counts = new Map<ConvolutionKind, number>();
  for (const kind of members.map((member) => member.kind).sort()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** What a measurement depends on besides the machine: the geometry, and how often each primitive occurs. */
export const groupSignature = ({ key, counts }: ConvolutionGroup): string =>
  [key, ...[...counts].map(([kind, count]) => `${kind}*${count}`)].join(" ");

/**
 * A group as a program: each operand an input, of each result one number as output.
 *
 * @param mostFlops members beyond one of each kind are taken as long as together they stay below this
 * @param kinds only members of these
 */
export function groupProgram(
  group: ConvolutionGroup,
  mostFlops: number,
  kinds: readonly ConvolutionKind[] = [...group.counts.keys()],
): Program {
  const operands = new Map<Node, Node>();
  const inputFor = (operand: Node): Node => {
    const known = operands.get(operand) ?? input(`x${operands.size}`, operand.shape);
    operands.set(operand, known);
    return known;
  };
  const results = someMembers(group, mostFlops, kinds).map(({ node }) => ({
    ...node,
    inputs: node.inputs.map(inputFor),
  }));
  const corners = results.map((node) => slice(reshape(node, [sizeOf(node.shape)]), [0], [1]));
  return { name: "tune", outputs: Object.fromEntries(corners.map((node, i) => [`y${i}`, node])), updates: {} };
}

/** One of each kind at least; those that share operands with what was taken come first. */
function someMembers(
  { members, convolution }: ConvolutionGroup,
  mostFlops: number,
  kinds: readonly ConvolutionKind[],
): readonly Member[] {
  const taken: Member[] = [];
  const left = members.filter(({ kind }) => kinds.includes(kind));
  const shared = ({ node }: Member): number =>
    node.inputs.filter((operand) => taken.some((other) => other.node.inputs.includes(operand))).length;
  const times = (kind: ConvolutionKind): number => taken.filter((member) => member.kind === kind).length;
  const most = Math.max(kinds.length, Math.floor(mostFlops / flopsOf(convolution)));
  while (left.length > 0 && taken.length < most) {
    left.sort((a, b) => times(a.kind) - times(b.kind) || shared(b) - shared(a));
    taken.push(left.shift() as Member);
  }
  return taken;
}
