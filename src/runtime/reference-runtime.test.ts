import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { floatTensor, tensor } from "../base/tensor.ts";
import { add, equal, input, mul } from "../graph/primitives.ts";
import type { Program } from "../graph/program.ts";
import { referenceRuntime } from "./reference-runtime.ts";

const w = input("w", [2]);
const step = input("step", [2]);
const program: Program = { name: "walk", outputs: { doubled: mul(w, 2) }, updates: { w: add(w, step) } };
const exact = { rtol: 0, atol: 0 };

test("reads state, gives outputs of before, and keeps the updates", async () => {
  const runtime = referenceRuntime();
  const session = await runtime.open(program);
  const state = runtime.state({ w: floatTensor([2], [1, 2]) });
  const first = await session.run(state, { step: floatTensor([2], [10, 20]) });
  const second = await session.run(state, { step: floatTensor([2], [1, 1]) });
  expectClose(first.doubled?.data ?? [], [2, 4], exact);
  expectClose(second.doubled?.data ?? [], [22, 44], exact);
  expectClose((await state.read()).w?.data ?? [], [12, 23], exact);
  expect(session.nodes).toBe(5);
});

test("state stays float64 from run to run", async () => {
  const runtime = referenceRuntime();
  const session = await runtime.open(program);
  const state = runtime.state({ w: floatTensor([2], [1, 1]) });
  const tiny = { step: floatTensor([2], [2 ** -30, 0]) };
  for (let i = 0; i < 2 ** 7; i += 1) await session.run(state, tiny); // each step is lost in float32
  expectClose((await state.read(["w"])).w?.data ?? [], [1 + 2 ** -23, 1], exact);
});

test("values come back in their own types", async () => {
  const runtime = referenceRuntime();
  const label = input("label", [2], "int32");
  const session = await runtime.open({ name: "types", outputs: { label, same: equal(label, label) }, updates: {} });
  const labels = tensor("int32", [2], Int32Array.of(3, -4));
  const outputs = await session.run(runtime.state({}), { label: labels });
  expect(outputs).toEqual({ label: labels, same: tensor("bool", [2], Uint8Array.of(1, 1)) });
});

test("a missing input, and state of another runtime, are named", async () => {
  const runtime = referenceRuntime();
  const session = await runtime.open(program);
  const state = runtime.state({ w: floatTensor([2], [1, 2]) });
  await expect(session.run(state, {})).rejects.toThrow(
    'program walk: input "step" is neither state nor given. Feed it.',
  );
  state.release();
  await expect(session.run(state, {})).rejects.toThrow(
    "program walk: expected state made by this runtime and not yet released.",
  );
  await expect(session.run(referenceRuntime().state({}), {})).rejects.toThrow("made by this runtime");
});
