/** @file A program as an ONNX model: walks the graph once, patterns first, then the rule of each primitive. */
import { type Node, topologicalOrder } from "../graph/node.ts";
import { inputsOf, type Program, resultsOf, withResults } from "../graph/program.ts";
import { chooseConvolutions } from "./choose-convolutions.ts";
import { gemmAttributes, type LoweringContext, lowerNode } from "./lowering.ts";
import { type ModelWriter, modelWriter, type OnnxModel } from "./model.ts";
import { type Biased, biasedProduct, type Tiling, tilings, useCounts } from "./patterns.ts";
import { mergeSelects } from "./selects.ts";

/** In the model, the new value of state `name` is the output `name + NEXT` (an output may not be called as an input). */
export const NEXT = "#next";

/** @returns the model's bytes and how many nodes it has */
export function lowerProgram(given: Program): OnnxModel {
  const program = withResults(given, chooseConvolutions(mergeSelects(resultsOf(given))));
  const model = modelWriter(program.name);
  for (const [name, node] of inputsOf(program)) model.input(name, node.dtype, node.shape);
  const names = lowerResults(model, resultsOf(program));
  const declare = (name: string, node: Node): void =>
    model.output(name, node.dtype, node.shape, names.get(node) as string);
  for (const [name, node] of Object.entries(program.outputs)) declare(name, node);
  for (const [name, node] of Object.entries(program.updates)) declare(name + NEXT, node);
  return model.finish();
}

/** Lowers what hangs below `results`. @param batch see `LoweringContext` @returns the name of each node's value */
export function lowerResults(
  model: ModelWriter,
  results: readonly Node[],
  batch: number | null = null,
): ReadonlyMap<Node, string> {
  const order = topologicalOrder(results);
  const uses = useCounts(order, results);
  const split = new Map<Node, Tiling>(
    tilings(order).flatMap((tiling) => tiling.views.map((view) => [view, tiling] as const)),
  );
  const absorbed = new Set(order.flatMap((node) => biasedProduct(node, uses)?.product ?? []));
  const names = new Map<Node, string>();
  const operandsOf = (node: Node): string[] => node.inputs.map((operand) => names.get(operand) as string);

  for (const node of order) {
    if (names.has(node) || absorbed.has(node)) continue;
    const tiling = split.get(node);
    const biased = biasedProduct(node, uses);
    if (tiling !== undefined) lowerTiling(tiling, names, model);
    else if (biased !== null) names.set(node, lowerBiased(biased, operandsOf(biased.product), names, { model, batch }));
    else names.set(node, lowerNode(node, { model, batch, operands: operandsOf(node) }));
  }
  return names;
}

function lowerTiling({ vector, views }: Tiling, names: Map<Node, string>, model: ModelWriter): void {
  const sizes = model.int64(views.map((view) => view.shape[0] as number));
  const parts = model.nodes("Split", [names.get(vector) as string, sizes], views.length, { axis: 0 });
  views.forEach((view, i) => {
    names.set(view, parts[i] as string);
  });
}

function lowerBiased(
  { product, bias }: Biased,
  operands: readonly string[],
  names: ReadonlyMap<Node, string>,
  { model, batch }: Omit<LoweringContext, "operands">,
): string {
  const source = flatSource(bias);
  const known = names.get(source) as string;
  const flat = source.shape.length === 1 ? known : model.node("Reshape", [known, model.int64([-1])]);
  if (product.op.kind === "matmul") return model.node("Gemm", [...operands, flat], gemmAttributes(product.op));
  return lowerNode(product, { model, batch, operands: [...operands, flat] });
}

/** A bias often is a vector that was reshaped to broadcast; ONNX wants the vector. */
function flatSource(bias: Node): Node {
  const source = bias.inputs[0];
  return bias.op.kind === "reshape" && source?.shape.length === 1 ? source : bias;
}
