/**
 * @file The digits network's parameters as text: float16, little-endian, one after another in the order in which the
 * network asks for them, in base64.
 *
 * They are a module of text and not a file beside it, because a module is found the same way by Node, by a page and by
 * every bundler; a file would need a server that serves it, a bundler that knows `new URL(…, import.meta.url)`, and a
 * reader for each platform. It is a third larger so, and loaded only when the network is.
 */
import { type Shape, sizeOf } from "../base/shape.ts";
import { floatTensor, type Tensor } from "../base/tensor.ts";
import type { Node } from "../graph/node.ts";
import { constant, input } from "../graph/primitives.ts";
import type { Network } from "../models/scope.ts";
import { collectNetwork } from "../models/trace.ts";
import { DIGITS_SIZE, digitsHead, digitsTrunk } from "./digits-network.ts";
import { halfFromBits } from "./half-bits.ts";

/** The whole network, from images to logits. */
export const digitsClassifier: Network = (scope, images) => digitsHead(scope, digitsTrunk(scope, images as Node));

/** A parameter's name and shape. */
export interface DigitsParameter {
  readonly name: string;
  readonly shape: Shape;
}

/** What the network asks for, in its order. */
export const digitsParameters = (): readonly DigitsParameter[] =>
  collectNetwork(digitsClassifier, [input("images", [1, 1, DIGITS_SIZE, DIGITS_SIZE])]).parameters;

/** The parameters by name. @param text as `digits-weights.ts` has it */
export function decodedDigits(text: string): Readonly<Record<string, Tensor<"float32">>> {
  const bytes = atob(text);
  let at = 0;
  const next = (): number => {
    const bits = bytes.charCodeAt(at) + 256 * bytes.charCodeAt(at + 1);
    at += 2;
    return halfFromBits(bits);
  };
  const read = ({ name, shape }: DigitsParameter): [string, Tensor<"float32">] => [
    name,
    floatTensor(shape, Float32Array.from({ length: sizeOf(shape) }, next)),
  ];
  return Object.fromEntries(digitsParameters().map(read));
}

/** The parameters as constants of a graph. */
export const digitsConstants = (text: string): Readonly<Record<string, Node>> =>
  Object.fromEntries(Object.entries(decodedDigits(text)).map(([name, value]) => [name, constant(value)]));
