/**
 * @file The reference interpreter as a runtime, for programs whose numbers must be beyond doubt. State stays float64
 * between runs, so a trajectory is computed in float64 throughout; only what the host reads is rounded to float32.
 *
 * With mixed precision it rounds to float16 after every node that is computed in it: what mixed precision means, to be
 * compared with what a device makes of it.
 */
import { GantryError } from "../base/error.ts";
import type { Tensor } from "../base/tensor.ts";
import { type GraphDType, topologicalOrder } from "../graph/node.ts";
import { mixedPrecision } from "../graph/passes/mixed-precision.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { inputsOf, type Program, resultsOf } from "../graph/program.ts";
import type { LoweringOptions } from "../onnx/lowering-options.ts";
import { evaluate, type Feed, type ReferenceValue } from "./reference.ts";
import { runOneByOne } from "./repeat.ts";
import type { DeviceState, Runtime, Session, Tensors } from "./runtime.ts";

interface Held {
  readonly dtype: GraphDType;
  readonly value: Feed;
}
type States = WeakMap<DeviceState, Map<string, Held>>;

/** A runtime that interprets programs in float64, on one thread. */
export function referenceRuntime(): Runtime {
  const states: States = new WeakMap();
  return {
    device: "reference",
    threads: 1,
    open: (program, options) => Promise.resolve(openProgram(program, states, options)),
    state: (tensors) => createState(tensors, states),
  };
}

function openProgram(program: Program, states: States, { precision }: LoweringOptions = {}): Session {
  const start = performance.now();
  const given = resultsOf(program);
  const results = precision === "mixed" ? mixedPrecision(simplify(given)) : given;
  const inputs = [...inputsOf(program).keys()];
  const nodes = topologicalOrder(results).length;
  const session: Session = {
    nodes,
    compileMs: performance.now() - start,
    release: () => Promise.resolve(),
    repeat: (state, given, count) => runOneByOne((once) => session.run(state, once), given, count),
    run: async (state, given) => {
      const held = states.get(state);
      if (held === undefined) throw new GantryError("E121", { program: program.name });
      const values = evaluate(results, feedsOf(program.name, inputs, held, given));
      const outputs = Object.entries(program.outputs);
      Object.entries(program.updates).forEach(([name, { dtype }], i) => {
        held.set(name, { dtype, value: values[outputs.length + i] as ReferenceValue });
      });
      return Object.fromEntries(
        outputs.map(([name, { dtype }], i) => [name, hostTensor({ dtype, value: values[i] as ReferenceValue })]),
      );
    },
  };
  return session;
}

function feedsOf(
  program: string,
  names: readonly string[],
  held: ReadonlyMap<string, Held>,
  given: Tensors,
): Record<string, Feed> {
  const feed = (name: string): Feed => {
    const found = held.get(name)?.value ?? given[name];
    if (found === undefined) throw new GantryError("E122", { program, input: name });
    return found;
  };
  return Object.fromEntries(names.map((name) => [name, feed(name)]));
}

function hostTensor({ dtype, value: { shape, data } }: Held): Tensor {
  if (dtype === "float32" || dtype === "float16") return { dtype: "float32", shape, data: Float32Array.from(data) };
  if (dtype === "int32") return { dtype, shape, data: Int32Array.from(data) };
  return { dtype, shape, data: Uint8Array.from(data) };
}

function createState(tensors: Tensors, states: States): DeviceState {
  const held = new Map<string, Held>();
  const write = (values: Tensors): void => {
    for (const [name, { dtype, shape, data }] of Object.entries(values)) {
      held.set(name, { dtype, value: { shape, data: Float64Array.from(data) } });
    }
  };
  const state: DeviceState = {
    write,
    read: async (names = [...held.keys()]) =>
      Object.fromEntries(names.map((name) => [name, hostTensor(held.get(name) as Held)])),
    release: () => {
      states.delete(state);
      held.clear();
    },
  };
  write(tensors);
  states.set(state, held);
  return state;
}
