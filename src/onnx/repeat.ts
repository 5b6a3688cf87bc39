/**
 * @file A step's model made into one that takes several steps in a row: ONNX's `Loop`, whose body is the step.
 *
 * State is carried from one step to the next inside, so it crosses the border of the runtime once for all of them.
 * Every other input has the steps as its first axis, of which the body gathers its own, and so has every output.
 * The body's nodes are those of the single step, so the numbers are the same to the bit.
 *
 *   first/<state>, each/<input> [steps, …]  →  last/<state>, all/<output> [steps, …]
 *
 * State that the step only reads keeps its name, as do inputs with defaults; the body sees them from outside.
 */
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { elementTypes } from "./element-types.ts";
import {
  AttributeProtoSchema,
  type GraphProto,
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  type TensorShapeProto_DimensionSchema,
  type TypeProto,
  type TypeProto_Tensor,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from "./onnx_pb.ts";

/** How the repeated model calls what the single step calls by its own name. */
export const repeatedNames = {
  first: (state: string): string => `first/${state}`,
  each: (input: string): string => `each/${input}`,
  last: (state: string): string => `last/${state}`,
  all: (output: string): string => `all/${output}`,
} as const;

const { first, each, last, all } = repeatedNames;

/** AttributeProto.AttributeType.GRAPH */
const GRAPH = 5;
const ITERATION = "repeat/iteration";
const GOES_ON = "repeat/goesOn";

/**
 * @param bytes a single step's model, with at least one input that is no state
 * @param carried each state that changes, and what its output is called @param read state that does not change
 */
export function repeated(
  bytes: Uint8Array,
  carried: readonly { readonly state: string; readonly next: string }[],
  read: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
  const model = fromBinary(ModelProtoSchema, bytes);
  const step = model.graph as GraphProto;
  const isState = new Set(carried.map(({ state }) => state));
  const isNext = new Set(carried.map(({ next }) => next));
  const [constants, defaults] = parted(step.initializer, step.input);
  const isOwn = new Set([...isState, ...read, ...defaults.map(({ name }) => name)]);
  const fed = step.input.filter(({ name }) => !isOwn.has(name));
  const outputs = step.output.filter(({ name }) => !isNext.has(name as string));
  const [inputOf, outputOf] = [byName(step.input), byName(step.output)];

  const graph = create(GraphProtoSchema, { name: `${step.name}, repeated` });
  graph.input.push(...carried.map(({ state }) => renamed(inputOf(state), first(state))));
  graph.input.push(...[...read, ...defaults.map(({ name }) => name as string)].map(inputOf), ...fed.map(stacked(each)));
  graph.initializer.push(...defaults);
  graph.output.push(
    ...carried.map(({ state, next }) => renamed(outputOf(next), last(state))),
    ...outputs.map(stacked(all)),
  );
  graph.node.push(
    node("Shape", [each(fed[0]?.name as string)], ["repeat/steps"], { start: 0, end: 1 }),
    loop(
      ["repeat/steps", "", ...carried.map(({ state }) => first(state))],
      graph.output.map(({ name }) => name as string),
      bodyOf(step, {
        constants,
        carried: carried.map(({ state, next }) => [inputOf(state), outputOf(next)]),
        fed,
        outputs,
      }),
    ),
  );
  return toBinary(ModelProtoSchema, { ...model, graph });
}

interface Body {
  readonly constants: TensorProto[];
  readonly carried: readonly (readonly [state: ValueInfoProto, next: ValueInfoProto])[];
  readonly fed: readonly ValueInfoProto[];
  readonly outputs: readonly ValueInfoProto[];
}

/** The step, after it has taken its own of each input. */
function bodyOf(step: GraphProto, { constants, carried, fed, outputs }: Body): GraphProto {
  const own = fed.map(({ name }) => node("Gather", [each(name as string), ITERATION], [name as string], { axis: 0 }));
  return create(GraphProtoSchema, {
    name: step.name as string,
    input: [scalar(ITERATION, "int64"), scalar(GOES_ON, "bool"), ...carried.map(([state]) => state)],
    node: [...own, ...step.node, node("Identity", [GOES_ON], ["repeat/goesOnStill"], {})],
    initializer: constants,
    output: [scalar("repeat/goesOnStill", "bool"), ...carried.map(([, next]) => next), ...outputs],
  });
}

/** Constants, and defaults of inputs that nobody need feed. */
function parted(values: readonly TensorProto[], inputs: readonly ValueInfoProto[]): [TensorProto[], TensorProto[]] {
  const names = new Set(inputs.map(({ name }) => name));
  return [values.filter(({ name }) => !names.has(name)), values.filter(({ name }) => names.has(name))];
}

const byName =
  (values: readonly ValueInfoProto[]) =>
  (name: string): ValueInfoProto =>
    values.find((value) => value.name === name) as ValueInfoProto;

const renamed = (value: ValueInfoProto, name: string): ValueInfoProto =>
  create(ValueInfoProtoSchema, { ...value, name });

/** The value with the steps as its first axis; how many they are is known when it runs. */
const stacked =
  (nameOf: (name: string) => string) =>
  ({ name, type }: ValueInfoProto): ValueInfoProto => {
    const { elemType, shape } = (type as TypeProto).value.value as TypeProto_Tensor;
    const dim = [{ value: { case: "dimParam" as const, value: "steps" } }, ...(shape?.dim ?? [])];
    return valueInfo(nameOf(name as string), elemType as number, dim);
  };

const valueInfo = (name: string, elemType: number, dim: MessageInitShape<typeof TensorShapeProto_DimensionSchema>[]) =>
  create(ValueInfoProtoSchema, { name, type: { value: { case: "tensorType", value: { elemType, shape: { dim } } } } });

const scalar = (name: string, type: "int64" | "bool"): ValueInfoProto => valueInfo(name, elementTypes[type], []);

function node(
  opType: string,
  input: string[],
  output: string[],
  attributes: Readonly<Record<string, number>>,
): NodeProto {
  const attribute = Object.entries(attributes).map(([name, value]) =>
    create(AttributeProtoSchema, { name, i: BigInt(value), type: 2 }),
  );
  return create(NodeProtoSchema, { opType, name: `repeat/${output[0]}`, input, output, attribute });
}

const loop = (input: string[], output: string[], body: GraphProto): NodeProto =>
  create(NodeProtoSchema, {
    opType: "Loop",
    name: "repeat/loop",
    input,
    output,
    attribute: [create(AttributeProtoSchema, { name: "body", g: body, type: GRAPH })],
  });
