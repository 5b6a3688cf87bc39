/**
 * @file What a look at fixed-z samples says: how varied they are, how far from the data, what of the data they reach.
 *
 *   diversity   mean pairwise distance of samples over that of the data; about 1 in health
 *   distance    energy distance over the data's spread, 2 E d(x, g) − E d(x, x′) − E d(g, g′); its floor is the
 *               reference's. Székely & Rizzo, "Energy statistics", 2013, https://doi.org/10.1016/j.jspi.2013.03.018
 *   coverage    share of real neighbourhoods that a sample lies in, precision: share of samples that lie in one; after
 *               Naeem et al., 2020, https://arxiv.org/abs/2002.09797, with neighbourhoods of 2 % of the data
 *   duplicates  share of samples that have a twin: another one within a tenth of what real items keep
 *   copied      share of samples within a quarter of what real items keep of a real item, beyond the share of real items
 *               that lie so near to another; only where all the data are at hand
 *   anchors     mean distance of the samples to some real items, over the data's spread: where the samples lie, in a few
 *               numbers, so that a later look tells how far they went
 */

import { beyondChance, COPY } from "../metrics/memorisation.ts";
import {
  countOf,
  distancesBetween,
  distancesWithin,
  firstItems,
  type Items,
  meanOf,
  meanWithin,
  nearest,
  shareWithin,
} from "./distances.ts";
import type { Reference } from "./reference.ts";

export interface Look {
  readonly diversity: number;
  readonly distance: number;
  /** Both absent for items of many dimensions, where neighbourhoods mean little. */
  readonly coverage?: number;
  readonly precision?: number;
  readonly duplicates: number;
  /** Absent where the reference is not all the data. */
  readonly copied?: number;
  readonly anchors: readonly number[];
}

/** Samples that are looked at, most. */
export const MOST_SAMPLES = 500;
const TWIN = 0.1;
const ANCHORS = 16;
const FEW_DIMENSIONS = 8;

/** @param samples `[N, size]`; the first `MOST_SAMPLES` are looked at */
export function lookAt(samples: Items, { items, spread, radii, gap, close, whole }: Reference): Look {
  const fakes = firstItems(samples, MOST_SAMPLES);
  const [n, m] = [countOf(fakes), countOf(items)];
  const [within, across] = [distancesWithin(fakes), distancesBetween(fakes, items)];
  const inside = meanWithin(within, n);
  const share = (value: number): number => (spread > 0 ? value / spread : 0);
  return {
    diversity: share(inside),
    distance: Math.max(0, share(2 * meanOf(across) - inside - spread)),
    ...(fakes.size <= FEW_DIMENSIONS ? reachOf(across, radii, n, m) : {}),
    duplicates: shareWithin(nearest(within, n, true), TWIN * gap),
    ...(whole ? { copied: beyondChance(shareWithin(nearest(across, n), COPY * gap), close) } : {}),
    anchors: anchorsOf(across, n, m).map(share),
  };
}

/** Which neighbourhoods hold a sample, and which samples lie in one. */
function reachOf(
  across: Float32Array,
  radii: Float32Array,
  n: number,
  m: number,
): Pick<Look, "coverage" | "precision"> {
  const [reached, near] = [new Uint8Array(m), new Uint8Array(n)];
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < m; j += 1) {
      if ((across[i * m + j] as number) > (radii[j] as number)) continue;
      reached[j] = 1;
      near[i] = 1;
    }
  }
  return { coverage: meanOf(reached), precision: meanOf(near) };
}

/** To real items from all over the data. */
function anchorsOf(across: Float32Array, n: number, m: number): number[] {
  const count = Math.min(ANCHORS, m);
  return Array.from({ length: count }, (_, anchor) => {
    const column = Math.floor((anchor * m) / count);
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += across[i * m + column] as number;
    return sum / n;
  });
}

/** How far samples went between two looks, in units of the data's spread: the mean change of the anchors' distances. */
export const motionBetween = (a: Pick<Look, "anchors">, b: Pick<Look, "anchors">): number =>
  a.anchors.reduce((sum, distance, i) => sum + Math.abs(distance - (b.anchors[i] as number)), 0) /
  Math.max(1, a.anchors.length);
