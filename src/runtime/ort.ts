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
import { repeated, repeatedNames } from "../onnx/repeat.ts";
import { openModel } from "./model.ts";
import { runOneByOne } from "./repeat.ts";
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

/** What a platform hands in. `openSession` gets the outputs that stay on the device, and whether values are large. */
export interface OrtPlatform {
  readonly device: string;
  readonly threads: number;
  readonly tensor: (
    type: DType | "float64",
    data: Tensor["data"] | Float64Array,
    shape: readonly number[],
  ) => OrtTensor;
  readonly openSession: (
    model: Uint8Array<ArrayBuffer>,
    deviceOutputs: readonly string[],
    isLarge?: boolean,
  ) => Promise<OrtSession>;
  /** Copies the elements of a tensor that lies on the device to the host. */
  readonly download: (tensor: OrtTensor) => Promise<unknown>;
  /** Whether it computes in float16; absent where it always can. */
  readonly hasHalf?: () => Promise<boolean>;
  /** Whether several runs in a row can be one call: not where the state stays on a device anyway. */
  readonly loops?: boolean;
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
    openModel: (bytes, where) => openModel(platform, bytes, where),
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
  const { bytes, nodes, isLarge } = lowerProgram(simplified, options);
  const carried = Object.keys(program.updates).map((state) => ({ state, next: state + NEXT }));
  const open = (model: Uint8Array<ArrayBuffer>, { next }: Names): Promise<OrtSession> => {
    const onDevice = carried.map(({ state }) => next(state));
    return opened(platform, program.name, () => platform.openSession(model, onDevice, isLarge));
  };
  const fed = [...inputsOf(simplified).keys()]; // the host may offer more than is still read
  const single = await open(bytes, SINGLE);
  const compiled = { program, fed, platform, states };
  const run: Session["run"] = (state, inputs) => runOver(compiled, single, SINGLE, state, inputs);

  const several = repeatingSessions(compiled, (read) => open(repeated(bytes, carried, read), REPEATED));
  const compileMs = performance.now() - start;
  return {
    nodes,
    get compileMs() {
      return compileMs + several.compileMs();
    },
    run,
    repeat: async (state, inputs, count) => {
      const session = count > 1 && platform.loops === true ? await several.over(state) : null;
      if (session === null) return runOneByOne((given) => run(state, given), inputs, count);
      return runOver(compiled, session, REPEATED, state, inputs);
    },
    release: async () => {
      try {
        await single.release();
      } finally {
        await several.release();
      }
    },
  };
}

interface RepeatingSessions {
  /** @returns null where the steps cannot be taken in one call */
  readonly over: (state: DeviceState) => Promise<OrtSession | null>;
  readonly compileMs: () => number;
  readonly release: () => Promise<void>;
}

/**
 * The program that takes several steps in one call, compiled when it is first asked for: only then is it known which
 * inputs are state that the program reads and does not change.
 */
function repeatingSessions(
  { program, fed, states }: Compiled,
  open: (read: readonly string[]) => Promise<OrtSession>,
): RepeatingSessions {
  let made: { readonly key: string; readonly session: Promise<OrtSession> } | undefined;
  let compileMs = 0;
  const timed = async (read: readonly string[]): Promise<OrtSession> => {
    const start = performance.now();
    const session = await open(read);
    compileMs = performance.now() - start;
    return session;
  };
  const isRead = Object.keys(program.updates).every((name) => fed.includes(name)); // a loop carries what comes in
  return {
    over: async (state) => {
      const held = states.get(state)?.tensors;
      const constant = fed.filter((name) => held?.has(name) === true);
      if (!isRead || held === undefined || constant.length === fed.length) return null; // or nothing tells the steps
      const read = constant.filter((name) => program.updates[name] === undefined);
      const key = JSON.stringify(read);
      made ??= { key, session: timed(read) };
      return made.key === key ? made.session : null;
    },
    compileMs: () => compileMs,
    release: async () => {
      const session = await made?.session.catch(() => undefined);
      await session?.release();
    },
  };
}

/** A program on its platform. @property fed the inputs it still reads */
interface Compiled {
  readonly program: Program;
  readonly fed: readonly string[];
  readonly platform: OrtPlatform;
  readonly states: States;
}

async function runOver(
  { program, fed, platform, states }: Compiled,
  session: OrtSession,
  names: Names,
  state: DeviceState,
  inputs: Tensors,
): Promise<Record<string, Tensor>> {
  const held = states.get(state);
  if (held === undefined) throw new GantryError("E121", { program: program.name });
  const changes = (name: string): boolean => program.updates[name] !== undefined;
  const given = feedsOf(platform, program.name, { fed, names, changes }, held.tensors, inputs);
  const results = await session.run(given.feeds);
  for (const tensor of given.own) tensor.dispose();
  for (const name of Object.keys(program.updates)) {
    replaceState(platform, held, name, results[names.next(name)] as OrtTensor);
  }
  return hostOutputs(platform, Object.keys(program.outputs), (name) => results[names.output(name)] as OrtTensor);
}

/** What a model calls the state it changes, its other inputs, and its outputs. */
interface Names {
  readonly state: (name: string) => string;
  readonly input: (name: string) => string;
  readonly next: (name: string) => string;
  readonly output: (name: string) => string;
}

const same = (name: string): string => name;
const SINGLE: Names = { state: same, input: same, next: (name) => name + NEXT, output: same };
const REPEATED: Names = {
  state: repeatedNames.first,
  input: repeatedNames.each,
  next: repeatedNames.last,
  output: repeatedNames.all,
};

async function opened(platform: OrtPlatform, name: string, open: () => Promise<OrtSession>): Promise<OrtSession> {
  try {
    return await open();
  } catch (cause) {
    if (isGantryError(cause)) throw cause;
    throw new GantryError("E120", { program: name, device: platform.device, problem: String(cause) }, { cause });
  }
}

interface FeedNames {
  readonly fed: readonly string[];
  readonly names: Names;
  readonly changes: (state: string) => boolean;
}

function feedsOf(
  platform: OrtPlatform,
  program: string,
  { fed, names, changes }: FeedNames,
  held: ReadonlyMap<string, OrtTensor>,
  inputs: Tensors,
): { readonly feeds: Record<string, OrtTensor>; readonly own: readonly OrtTensor[] } {
  const feeds: Record<string, OrtTensor> = {};
  const own: OrtTensor[] = [];
  for (const key of fed) {
    const kept = held.get(key);
    const given = inputs[key];
    if (kept !== undefined) feeds[changes(key) ? names.state(key) : key] = kept;
    else if (given === undefined) throw new GantryError("E122", { program, input: key });
    else {
      const fresh = platform.tensor(given.dtype, given.data, given.shape);
      feeds[names.input(key)] = fresh;
      own.push(fresh);
    }
  }
  return { feeds, own };
}

/** The new value takes the place of the old, whose memory is given back at once. */
function replaceState(platform: OrtPlatform, { tensors, ours }: Held, name: string, next: OrtTensor): void {
  const old = tensors.get(name);
  if (old !== undefined && ours.delete(old) && old.location === "cpu") platform.free?.(old.data as ArrayBufferView);
  old?.dispose();
  tensors.set(name, next);
  ours.add(next);
}

async function hostOutputs(
  platform: OrtPlatform,
  names: readonly string[],
  resultOf: (name: string) => OrtTensor,
): Promise<Record<string, Tensor>> {
  const outputs: Record<string, Tensor> = {};
  for (const name of names) outputs[name] = await hostTensor(platform, resultOf(name));
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
