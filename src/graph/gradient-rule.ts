/** @file What a gradient rule is. */
import type { Node, OpKind, OpOf } from "./node.ts";

/** @param y the node, with its operands @param dy its adjoint @param index which operand is asked about */
export type GradientRule<K extends OpKind> = (op: OpOf<K>, y: Node, dy: Node, index: number) => Node | undefined;

/** Rules of some primitives. */
export type GradientRules = { readonly [K in OpKind]?: GradientRule<K> };

/** An operand of y. */
export const operand = (y: Node, index: number): Node => y.inputs[index] as Node;
