/**
 * @file The digits network's parameters as text: float16, little-endian, one after another in the order in which the
 * network asks for them, in base64.
 *
 * They are a module of text and not a file beside it, because a module is found the same way by Node, by a page and by
 * every bundler; a file would need a server that serves it, a bundler that knows `new URL(…, import.meta.url)`, and a
 * reader for each platform. It is a third larger so, and loaded only when the network is.
 */
import type { Node } from "../graph/node.ts";
import { input } from "../graph/primitives.ts";
import type { Network } from "../models/scope.ts";
import { collectNetwork } from "../models/trace.ts";
import { DIGITS_SIZE, digitsHead, digitsTrunk } from "./digits-network.ts";
import { halvesAsConstants, type WeightSpec } from "./half-weights.ts";

/** The whole network, from images to logits. */
export const digitsClassifier: Network = (scope, images) => digitsHead(scope, digitsTrunk(scope, images as Node));

/** What the network asks for, in its order. */
export const digitsParameters = (): readonly WeightSpec[] =>
  collectNetwork(digitsClassifier, [input("images", [1, 1, DIGITS_SIZE, DIGITS_SIZE])]).parameters;

/** The parameters as constants of a graph. @param text as `digits-weights.ts` has it */
export const digitsConstants = (text: string): Readonly<Record<string, Node>> =>
  halvesAsConstants(text, digitsParameters());
