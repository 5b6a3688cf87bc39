/** @file Which blocks of layers are folded: in large networks all of them, at first. */
import { useState } from "preact/hooks";
import type { PlayerNet } from "../../../api/index.ts";
import type { BlockRow } from "./net-rows.ts";

export interface Folding {
  /** Blocks by `blockId`. */
  readonly folded: ReadonlySet<string>;
  readonly toggle: (block: string) => void;
  /** Unfolds all if one is folded, else folds all. */
  readonly toggleAll: () => void;
  /** There are blocks of several layers. */
  readonly any: boolean;
}

export interface PlayerBlocks {
  readonly player: PlayerNet;
  readonly blocks: readonly BlockRow[];
}

const MANY = 24;

export const blockId = (player: string, name: string): string => `${player}/${name}`;

const foldable = ({ player, blocks }: PlayerBlocks): string[] =>
  blocks.filter(({ rows }) => rows.length > 1).map(({ name }) => blockId(player.name, name));

export function useFolding(nets: readonly PlayerBlocks[]): Folding {
  const large = nets.filter(({ player }) => player.layers.length > MANY);
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => new Set(large.flatMap(foldable)));
  const all = nets.flatMap(foldable);
  const toggle = (block: string): void =>
    setFolded(new Set(folded.has(block) ? [...folded].filter((one) => one !== block) : [...folded, block]));
  return { folded, toggle, toggleAll: () => setFolded(new Set(folded.size > 0 ? [] : all)), any: all.length > 0 };
}
