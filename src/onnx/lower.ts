/** @file A program as an ONNX model: walks the graph once, patterns first, then the rule of each primitive. */
import { type Node, topologicalOrder } from "../graph/node.ts";
import { mixedPrecision } from "../graph/passes/mixed-precision.ts";
import { inputsOf, type Program, resultsOf, withResults } from "../graph/program.ts";
import { chooseConvolutions } from "./choose-convolutions.ts";
import { lowerNode } from "./lowering.ts";
import type { LoweringOptions } from "./lowering-options.ts";
import { type ModelWriter, modelWriter, type OnnxModel } from "./model.ts";
import { type Match, matchAt, type Tiling, tilings, useCounts } from "./patterns.ts";
import { mergeSelects } from "./selects.ts";

/** In the model, the new value of state `name` is the output `name + NEXT` (an output may not be called as an input). */
export const NEXT = "#next";

/** @returns the model's bytes and how many nodes it has */
export function lowerProgram(given: Program, options: LoweringOptions = {}): OnnxModel {
  const chosen = chooseConvolutions(mergeSelects(resultsOf(given)), options);
  const results = options.precision === "mixed" ? mixedPrecision(chosen) : chosen;
  const program = withResults(given, results);
  const model = modelWriter(program.name);
  for (const [name, node] of inputsOf(program)) model.input(name, node.dtype, node.shape);
  const names = lowerResults(model, resultsOf(program));
  const declare = (name: string, node: Node): void =>
    model.output(name, node.dtype, node.shape, names.get(node) as string);
  for (const [name, node] of Object.entries(program.outputs)) declare(name, node);
  for (const [name, node] of Object.entries(program.updates)) declare(name + NEXT, node);
  return model.finish();
}

/** @property batch see `LoweringContext` @property given values that the model has already, by name */
export interface LowerOptions {
  readonly batch?: number | null;
  readonly given?: ReadonlyMap<Node, string>;
}

/** Lowers what hangs below `results`. @returns the name of each node's value */
export function lowerResults(
  model: ModelWriter,
  results: readonly Node[],
  { batch = null, given = new Map() }: LowerOptions = {},
): ReadonlyMap<Node, string> {
  const whole = topologicalOrder(results);
  const uses = useCounts(whole, results);
  const split = new Map<Node, Tiling>(
    tilings(whole).flatMap((tiling) => tiling.views.map((view) => [view, tiling] as const)),
  );
  const matches = new Map<Node, Match | null>(whole.map((node) => [node, matchAt(node, uses)]));
  const operandsOf = (node: Node): readonly Node[] => matches.get(node)?.operands ?? node.inputs;
  const names = new Map<Node, string>(given);

  for (const node of topologicalOrder(results, operandsOf)) {
    if (names.has(node)) continue;
    const tiling = split.get(node);
    const context = { model, batch, operands: operandsOf(node).map((operand) => names.get(operand) as string) };
    model.within(tiling === undefined ? (matches.get(node)?.kind ?? node.op.kind) : "slice");
    if (tiling !== undefined) lowerTiling(tiling, names, model);
    else names.set(node, matches.get(node)?.lower(context) ?? lowerNode(node, context));
  }
  return names;
}

/** WebGPU guarantees a shader eight buffers: one to read, and so many to write. */
const MOST_PARTS = 7;

function lowerTiling({ vector, views }: Tiling, names: Map<Node, string>, model: ModelWriter): void {
  const parts = splitOf(
    names.get(vector) as string,
    views.map((view) => view.shape[0] as number),
    model,
  );
  views.forEach((view, i) => {
    names.set(view, parts[i] as string);
  });
}

/** A vector in pieces of these sizes; many are cut from longer pieces. */
function splitOf(vector: string, sizes: readonly number[], model: ModelWriter): readonly string[] {
  if (sizes.length <= MOST_PARTS) {
    return model.nodes("Split", [vector, model.int64(sizes)], sizes.length, { axis: 0 });
  }
  const each = Math.ceil(sizes.length / MOST_PARTS);
  const groups = Array.from({ length: Math.ceil(sizes.length / each) }, (_, i) =>
    sizes.slice(i * each, (i + 1) * each),
  );
  const longer = splitOf(
    vector,
    groups.map((group) => group.reduce((sum, size) => sum + size, 0)),
    model,
  );
  return groups.flatMap((group, i) =>
    group.length === 1 ? [longer[i] as string] : splitOf(longer[i] as string, group, model),
  );
}
