/**
 * @file What the ONNX Runtime builds for Node and for the web have in common: feeds in, state and outputs out.
 * The platform files hand in the library; nothing here imports one.
 */
import { GantryError, isGantryError } from "../base/error.ts";
import type { DType, Tensor } from "../base/tensor.ts";
import { simplify } from "../graph/passes/simplify.ts";
import { inputsOf, type Program, resultsOf, withResults } from "../graph/program.ts";
import { lowerProgram, NEXT } from "../onnx/lower.ts";
import type { LoweringOptions } from "../onnx/lowering-options.ts";
import type { DeviceState, Runtime, Session, Tensors } from "./runtime.ts";

/** The part of `ort.Tensor` used here; both builds share it. */
export interface OrtTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
  readonly location: string;
  readonly getData: () => Promise<unknown>;
  readonly dispose: () => void;
}

export interface OrtSession {
  readonly run: (feeds: Record<string, OrtTensor>) => Promise<Record<string, OrtTensor>>;
  readonly release: () => Promise<void>;
}

/** What a platform hands in. `openSession` gets the outputs that stay on the device. */
export interface OrtPlatform {
  readonly device: string;
  readonly threads: number;
  readonly tensor: (type: DType, data: Tensor["data"], shape: readonly number[]) => OrtTensor;
  readonly openSession: (model: Uint8Array<ArrayBuffer>, deviceOutputs: readonly string[]) => Promise<OrtSession>;
  /** Copies the elements of a tensor that lies on the device to the host. */
  readonly download: (tensor: OrtTensor) => Promise<unknown>;
  /** Whether it computes in float16; absent where it always can. */
  readonly hasHalf?: () => Promise<boolean>;
  /** Gives the memory of a tensor on the host back at once, where the garbage collector is too slow for it. */
  readonly free?: (data: ArrayBufferView) => void;
}

export function ortRuntime(platform: OrtPlatform): Runtime {
  const states: States = new WeakMap();
  return {
    device: platform.device,
    threads: platform.threads,
    open: (program, options) => openProgram(platform, program, states, options),
    state: (tensors) => createState(platform, tensors, states),
  };
}

/** @property ours tensors that a session made and nobody else has seen: those not written, and not read since */
interface Held {
  readonly tensors: Map<string, OrtTensor>;
  readonly ours: Set<OrtTensor>;
}

type States = WeakMap<DeviceState, Held>;

async function openProgram(
  platform: OrtPlatform,
  program: Program,
  states: States,
  options?: LoweringOptions,
): Promise<Session> {
  const start = performance.now();
  if (options?.precision === "mixed" && (await platform.hasHalf?.()) === false) {
    throw new GantryError("E405", { device: platform.device });
  }
  const simplified = withResults(program, simplify(resultsOf(program)));
  const { bytes, nodes } = lowerProgram(simplified, options);
  const updated = Object.keys(program.updates);
  const session = await opened(
    platform,
    program.name,
    bytes,
    updated.map((name) => name + NEXT),
  );
  const fed = [...inputsOf(simplified).keys()]; // the host may offer more than is still read

  return {
    nodes,
    compileMs: performance.now() - start,
    release: () => session.release(),
    run: async (state, inputs) => {
      const held = states.get(state);
      if (held === undefined) throw new GantryError("E121", { program: program.name });
      const given = feedsOf(platform, program.name, fed, held.tensors, inputs);
      const results = await session.run(given.feeds);
      for (const tensor of given.own) tensor.dispose();
      replaceState(platform, held, updated, results);
      return hostOutputs(platform, Object.keys(program.outputs), results);
    },
  };
}

async function opened(
  platform: OrtPlatform,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  onDevice: readonly string[],
): Promise<OrtSession> {
  try {
    return await platform.openSession(bytes, onDevice);
  } catch (cause) {
    if (isGantryError(cause)) throw cause;
    throw new GantryError("E120", { program: name, device: platform.device, problem: String(cause) }, { cause });
  }
}

function feedsOf(
  platform: OrtPlatform,
  name: string,
  fed: readonly string[],
  held: ReadonlyMap<string, OrtTensor>,
  inputs: Tensors,
): { readonly feeds: Record<string, OrtTensor>; readonly own: readonly OrtTensor[] } {
  const feeds: Record<string, OrtTensor> = {};
  const own: OrtTensor[] = [];
  for (const key of fed) {
    const kept = held.get(key);
    const given = inputs[key];
    if (kept !== undefined) feeds[key] = kept;
    else if (given === undefined) throw new GantryError("E122", { program: name, input: key });
    else {
      const fresh = platform.tensor(given.dtype, given.data, given.shape);
      feeds[key] = fresh;
      own.push(fresh);
    }
  }
  return { feeds, own };
}

/** The new values take the places of the old, whose memory is given back at once. */
function replaceState(
  platform: OrtPlatform,
  { tensors, ours }: Held,
  updated: readonly string[],
  results: Record<string, OrtTensor>,
): void {
  for (const name of updated) {
    const [old, next] = [tensors.get(name), results[name + NEXT] as OrtTensor];
    if (old !== undefined && ours.delete(old) && old.location === "cpu") platform.free?.(old.data as ArrayBufferView);
    old?.dispose();
    tensors.set(name, next);
    ours.add(next);
  }
}

async function hostOutputs(
  platform: OrtPlatform,
  names: readonly string[],
  results: Record<string, OrtTensor>,
): Promise<Record<string, Tensor>> {
  const outputs: Record<string, Tensor> = {};
  for (const name of names) outputs[name] = await hostTensor(platform, results[name] as OrtTensor);
  return outputs;
}

async function hostTensor(platform: OrtPlatform, value: OrtTensor): Promise<Tensor> {
  const data = (value.location === "cpu" ? value.data : await platform.download(value)) as Tensor["data"];
  return { dtype: value.type as DType, shape: [...value.dims], data };
}

function createState(platform: OrtPlatform, tensors: Tensors, states: States): DeviceState {
  const held: Held = { tensors: new Map(), ours: new Set() };
  const write = (values: Tensors): void => {
    for (const [name, { dtype, data, shape }] of Object.entries(values)) {
      const old = held.tensors.get(name);
      if (old !== undefined) held.ours.delete(old);
      old?.dispose();
      held.tensors.set(name, platform.tensor(dtype, data, shape));
    }
  };
  const state: DeviceState = {
    write,
    read: async (names = [...held.tensors.keys()]) => {
      const values: Record<string, Tensor> = {};
      for (const name of names) {
        const tensor = held.tensors.get(name) as OrtTensor;
        held.ours.delete(tensor); // the reader has its array now
        values[name] = await hostTensor(platform, tensor);
      }
      return values;
    },
    release: () => {
      states.delete(state);
      for (const tensor of held.tensors.values()) tensor.dispose();
      held.tensors.clear();
      held.ours.clear();
    },
  };
  write(tensors);
  states.set(state, held);
  return state;
}
