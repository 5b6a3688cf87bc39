/**
 * @file What an optimiser is: pure functions over a flat vector of parameters, as graph.
 *
 * A player's small parameters stand in one vector [P], so an update costs a handful of nodes whatever the network; the
 * update is called for it and for each large parameter, which keeps its own shape. So it is elementwise.
 * The learning rate is a control, a scalar the host computes for each step from a `Schedule`.
 */
import type { Shape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";

/** A number for each step (0, 1, …), computed by the host. */
export type Schedule = (step: number) => number;

export interface OptimiserSlot {
  readonly shape: Shape;
  readonly initial: number;
}

/**
 * What the graph knows when it updates: all of one shape, but `gradientNorm` and `learningRate` `[]`.
 *
 * @property gradientNorm of all the player's parameters together
 */
export interface OptimiserInputs {
  readonly parameters: Node;
  readonly gradient: Node;
  readonly gradientNorm: Node;
  readonly learningRate: Node;
  readonly state: Readonly<Record<string, Node>>;
}

export interface OptimiserOutputs {
  readonly parameters: Node;
  readonly state: Readonly<Record<string, Node>>;
}

export interface Optimiser {
  readonly name: string;
  readonly learningRate: Schedule;
  /**
   * What it remembers for `size` parameters: name → shape and first value. What is not of shape `[size]` is kept once
   * for the whole player, so that its next value may not depend on `gradient` or `parameters`.
   */
  readonly slots: (size: number) => Readonly<Record<string, OptimiserSlot>>;
  readonly update: (inputs: OptimiserInputs) => OptimiserOutputs;
}
