/** @file A player's layers as rows: in blocks, with what they sum up to, filtered by words. */
import type { LayerNet, PlayerNet } from "../../../api/index.ts";

export interface LayerRow {
  /** With its player, as the address has it: `G.up1.norm`; `G` for the network's own tensors. */
  readonly id: string;
  readonly layer: LayerNet;
  readonly parameters: number;
  readonly weight: number | null;
  readonly gradient: number | null;
  readonly dead: number | null;
}

/** Layers whose names begin alike; one that stands alone is a block of one. */
export interface BlockRow extends Pick<LayerRow, "parameters" | "weight" | "gradient"> {
  readonly name: string;
  readonly rows: readonly LayerRow[];
}

/** Norms by column (`weight:G.up1.weight`) in place of the checkpoint's; null: the checkpoint's. */
export type Norms = ReadonlyMap<string, number> | null;

const product = (shape: readonly number[]): number => shape.reduce((size, extent) => size * extent, 1);

/** The length of several vectors as one; null where none is known. */
export function together(lengths: readonly (number | null)[]): number | null {
  const known = lengths.filter((length) => length !== null);
  return known.length === 0 ? null : Math.sqrt(known.reduce((sum, length) => sum + length ** 2, 0));
}

export function layerRow(player: string, layer: LayerNet, norms: Norms): LayerRow {
  const { tensors } = layer;
  const at = (column: string, otherwise: number | null): number | null =>
    norms === null ? otherwise : (norms.get(column) ?? null);
  return {
    id: layer.name === "" ? player : `${player}.${layer.name}`,
    layer,
    parameters: tensors.reduce((sum, { shape }) => sum + product(shape), 0),
    weight: together(tensors.map(({ name, weight }) => at(`weight:${name}`, weight))),
    gradient: together(tensors.map(({ name, gradient }) => at(`gradient:${name}`, gradient))),
    dead: tensors.find(({ dead }) => dead !== null)?.dead ?? null,
  };
}

/** Layers that follow each other and share the first part of their names are one block. */
export function blocksOf({ name: player, layers }: PlayerNet, norms: Norms): BlockRow[] {
  const groups: { readonly name: string; readonly rows: LayerRow[] }[] = [];
  for (const layer of layers) {
    const name = layer.name.split(".")[0] ?? "";
    const row = layerRow(player, layer, norms);
    const last = groups.at(-1);
    if (last?.name === name) last.rows.push(row);
    else groups.push({ name, rows: [row] });
  }
  return groups.map(({ name, rows }) => ({
    name,
    rows,
    parameters: rows.reduce((sum, { parameters }) => sum + parameters, 0),
    weight: together(rows.map(({ weight }) => weight)),
    gradient: together(rows.map(({ gradient }) => gradient)),
  }));
}

/** Blocks of the layers that have every word of `query` in their name, kind or tensors; empty ones are left out. */
export function filteredBlocks(
  blocks: readonly BlockRow[],
  query: string,
  kindOf: (kind: string) => string,
): BlockRow[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return [...blocks];
  const fits = ({ id, layer: { kind, tensors } }: LayerRow): boolean => {
    const last = tensors.map(({ name }) => name).join(" ");
    const text = `${id} ${kind ?? ""} ${kind === null ? "" : kindOf(kind)} ${last}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return blocks.map((block) => ({ ...block, rows: block.rows.filter(fits) })).filter(({ rows }) => rows.length > 0);
}

/** `3 × 64 × 64` */
export const shapeText = (shape: readonly number[]): string => shape.join(" × ");
