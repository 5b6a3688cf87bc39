import { describe, expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import type { Node } from "../graph/node.ts";
import { add, constant, input } from "../graph/primitives.ts";
import { evaluate } from "../runtime/reference.ts";
import { ones, zeros } from "./initialisers.ts";
import type { Network } from "./scope.ts";
import { callNetwork, collectNetwork, collector } from "./trace.ts";

const x = input("x", [2, 3]);

/** Adds a parameter, counts its calls in a buffer, and adds noise. */
const counting: Network = (scope, h) => {
  const block = scope.child("block");
  const calls = block.buffer("calls", [], zeros);
  block.updateBuffer("calls", add(calls, 1));
  const shifted = add(h, block.parameter("shift", [3], ones));
  return add(shifted, scope.noise("normal", h.shape));
};

const call = (parameters: Record<string, Node>, buffers: Record<string, Node>) =>
  callNetwork(counting, { inputs: [x], parameters, buffers, training: true, noise: () => constant(0.5) });

describe("collecting", () => {
  test("lists tensors by complete name in order of first use, each once", () => {
    const player = collector();
    const output = player.call(counting, [x]);
    player.call((scope, h) => add(counting(scope, h), scope.parameter("late", [], zeros)), [output]);
    const { parameters, buffers } = player.tensors();
    expect(parameters).toEqual([
      { name: "block.shift", shape: [3], initialiser: ones },
      { name: "late", shape: [], initialiser: zeros },
    ]);
    expect(buffers).toEqual([{ name: "block.calls", shape: [], initialiser: zeros }]);
    expect(output.shape).toEqual([2, 3]);
  });

  test.each<[string, Network, string]>([
    [
      "one name with two shapes",
      (scope, h) => add(add(h, scope.parameter("w", [3], ones)), scope.parameter("w", [1], ones)),
      "w: asked for as a parameter of shape [1], but it has [3].",
    ],
    [
      "one name for a parameter and a buffer",
      (scope, h) => add(add(h, scope.parameter("w", [3], ones)), scope.buffer("w", [3], ones)),
      "w: is both a parameter and a buffer.",
    ],
    [
      "an update of a buffer that is not there",
      (scope, h) => {
        scope.updateBuffer("mean", h);
        return h;
      },
      "mean: is updated, but the network has no such buffer.",
    ],
  ])("rejects %s", (_, network, sentence) => {
    expect(() => collectNetwork(network, [x])).toThrow(sentence);
  });
});

describe("calling", () => {
  const shift = input("shift", [3]);
  const calls = input("calls", []);

  test("computes with the tensors given and says what the buffers become", () => {
    const { output, bufferUpdates } = call({ "block.shift": shift }, { "block.calls": calls });
    const [y, after] = evaluate([output, bufferUpdates["block.calls"] as Node], {
      x: { shape: [2, 3], data: [1, 2, 3, 4, 5, 6] },
      shift: { shape: [3], data: [10, 20, 30] },
      calls: { shape: [], data: [7] },
    });
    expectClose(y?.data ?? [], [11.5, 22.5, 33.5, 14.5, 25.5, 36.5], { rtol: 0, atol: 1e-12 });
    expectClose(after?.data ?? [], [8], { rtol: 0, atol: 0 });
  });

  test("a buffer read after its update is the updated one", () => {
    const twice: Network = (scope, h) => counting(scope, counting(scope, h));
    const { bufferUpdates } = callNetwork(twice, {
      inputs: [x],
      parameters: { "block.shift": shift },
      buffers: { "block.calls": calls },
      training: true,
      noise: () => constant(0),
    });
    const [after] = evaluate([bufferUpdates["block.calls"] as Node], { calls: { shape: [], data: [7] } });
    expectClose(after?.data ?? [], [9], { rtol: 0, atol: 0 });
  });

  test("rejects a name that is not there and another shape", () => {
    expect(() => call({}, { "block.calls": calls })).toThrow("block.shift: the network has no such parameter.");
    expect(() => call({ "block.shift": input("shift", [4]) }, { "block.calls": calls })).toThrow(
      "block.shift: asked for as a parameter of shape [3], but it has [4].",
    );
  });
});
