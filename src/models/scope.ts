/**
 * @file How a network is written: a function of a scope and of its inputs. Layers ask the scope for parameters, buffers
 * and noise by name; shapes follow from the inputs, so nobody counts features by hand.
 *
 *   const G: Network = (scope, z) => {
 *     const hidden = relu(linear(scope.child("hidden"), z, { out: 128 }));
 *     return tanh(linear(scope.child("out"), hidden, { out: 784 }));
 *   };
 *
 * The same function is traced twice: once with a scope that collects what it asks for, then with one that hands out
 * the program's state (`steps`; `trace.ts` for one network by itself).
 */
import type { RandomKey } from "../base/random.ts";
import type { Shape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";

/** First values of a parameter or buffer: `sizeOf(shape)` numbers, drawn from `key` alone. */
export type Initialiser = (key: RandomKey, shape: Shape) => Float32Array;

/** `uniform`: [0, 1); `normal`: mean 0, variance 1. */
export type NoiseKind = "uniform" | "normal";

export interface Scope {
  /** Whether dropout drops and batch norm uses the batch's own statistics. */
  readonly training: boolean;
  /** A tensor the player's optimiser trains; the same name is the same tensor in every call. */
  readonly parameter: (name: string, shape: Shape, initialiser: Initialiser) => Node;
  /** The present value of a tensor that belongs to the network but to no optimiser (running statistics). */
  readonly buffer: (name: string, shape: Shape, initialiser: Initialiser) => Node;
  /** What the buffer holds from the next call on; kept only in phases that update this player, and in training. */
  readonly updateBuffer: (name: string, value: Node) => void;
  /** Fresh random numbers for this call. */
  readonly noise: (kind: NoiseKind, shape: Shape) => Node;
  /** A scope whose names begin with `name.`. */
  readonly child: (name: string) => Scope;
}

/** @param inputs float32 tensors whose first axis is the batch @returns a tensor with the same first axis */
export type Network = (scope: Scope, ...inputs: Node[]) => Node;

/** What a scope needs to be told; names arrive complete (`block1.norm.mean`). */
export interface ScopeBackend extends Omit<Scope, "child"> {}

/** A scope over `backend`, with names below `prefix`. */
export function scopeOver(backend: ScopeBackend, prefix = ""): Scope {
  return {
    training: backend.training,
    parameter: (name, shape, initialiser) => backend.parameter(prefix + name, shape, initialiser),
    buffer: (name, shape, initialiser) => backend.buffer(prefix + name, shape, initialiser),
    updateBuffer: (name, value) => backend.updateBuffer(prefix + name, value),
    noise: backend.noise,
    child: (name) => scopeOver(backend, `${prefix}${name}.`),
  };
}
