/**
 * @file What an optimiser is: pure functions over one flat vector of parameters, as graph.
 *
 * All parameters of a player stand in one vector [P], so an update costs a handful of nodes whatever the network.
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

/** What the graph knows when it updates: all `[P]`, but `learningRate` `[]`. */
export interface OptimiserInputs {
  readonly parameters: Node;
  readonly gradient: Node;
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
  /** What it remembers for `size` parameters: name → shape and first value. */
  readonly slots: (size: number) => Readonly<Record<string, OptimiserSlot>>;
  readonly update: (inputs: OptimiserInputs) => OptimiserOutputs;
}
