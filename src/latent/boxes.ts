/** @file Boxes of a thing in samples: read from CSV, or found by a network that tells where things are. */
import { GantryError } from "../base/error.ts";
import type { Tensor } from "../base/tensor.ts";
import { type AttributeNetwork, attributeIndex } from "./attributes.ts";
import type { Box } from "./places.ts";

const EDGES = ["x0", "y0", "x1", "y1"] as const;

/**
 * A line a box. Columns are found by the names in the first line: `sample` (or `index`), `x0`, `y0`, `x1`, `y1`, and
 * perhaps `part`, what is in the box; others are passed over. Without such a line they come in that order.
 *
 * @param part of a file that names parts, the boxes of this one @throws E311 for a cell that is no number, E312 for
 * columns that are missing
 */
export function boxesFrom(
  text: string,
  { file, part }: { readonly file: string; readonly part: string | null },
): Box[] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ cells: line.trim().split(/\s*[,;]\s*/), line: i + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const first = lines[0]?.cells ?? [];
  const hasNames = first.includes("x0");
  const names = hasNames ? first.map((name) => (name === "index" ? "sample" : name)) : ["sample", ...EDGES];
  const missing = ["sample", ...EDGES].some((name) => !names.includes(name));
  if (missing) throw new GantryError("E312", { file, line: 1, expected: 5, got: first.length });
  const named = names.indexOf("part");
  return lines.slice(hasNames ? 1 : 0).flatMap(({ cells, line }) => {
    if (cells.length !== names.length)
      throw new GantryError("E312", { file, line, expected: names.length, got: cells.length });
    if (part !== null && named >= 0 && cells[named] !== part) return [];
    const number = (name: string): number => {
      const column = names.indexOf(name);
      const value = cells[column] === "" ? Number.NaN : Number(cells[column]);
      if (Number.isFinite(value)) return value;
      throw new GantryError("E311", { file, line, column: column + 1, got: cells[column] as string });
    };
    return [{ sample: number("sample"), x0: number("x0"), y0: number("y0"), x1: number("x1"), y1: number("y1") }];
  });
}

/**
 * Where a network finds a thing, in the samples that have it.
 * @param samples `[N, C, H, W]` @throws E733 for a thing it does not know, or not where it is
 */
export async function boxesOf(network: AttributeNetwork, thing: string, samples: Tensor<"float32">): Promise<Box[]> {
  const presence = attributeIndex(network, thing);
  const edges = EDGES.map((edge) => attributeIndex(network, `${thing}.${edge}`));
  const { values, columns, rows } = await network.of(samples);
  const [height, width] = samples.shape.slice(2) as [number, number];
  const extents = [width, height, width, height];
  return Array.from({ length: rows }, (_, sample) => sample).flatMap((sample) => {
    if ((values[sample * columns + presence] as number) < 0.5) return [];
    const [x0, y0, x1, y1] = edges.map((column, i) => {
      const extent = extents[i] as number;
      return Math.min(extent, Math.max(0, Math.round((values[sample * columns + column] as number) * extent)));
    }) as [number, number, number, number];
    return x0 < x1 && y0 < y1 ? [{ sample, x0, y0, x1, y1 }] : [];
  });
}
