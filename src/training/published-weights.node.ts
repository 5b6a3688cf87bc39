/**
 * @file The published Inception weights by name: `--features inception` finds them in the data folder or the cache, or
 * downloads them once into the cache and checks them. Any other network says where its file is.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { download } from "../data/download.node.ts";
import { defaultCacheDir, defaultDataDir } from "../data/places.node.ts";
import type { OnProgress } from "../data/progress.ts";
import { INCEPTION_WEIGHTS } from "../features/inception-network.ts";

export interface WeightsPlaces {
  /** `weights/` and the folder itself are looked into; `GANTRY_DATA` by default. */
  readonly dataDir?: string | undefined;
  readonly cacheDir?: string;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** `inception`, with the options that may follow a path. */
const BY_NAME = /^inception(?<options>\?.*)?$/;

/**
 * @param spec what `--features` was given @returns the same with the weights' path where it named none
 * @throws E320, E321, E331 where they have to be downloaded and cannot be
 */
export async function withPublishedWeights(
  spec: string,
  { dataDir = defaultDataDir(), cacheDir = defaultCacheDir(), onProgress, signal }: WeightsPlaces = {},
): Promise<string> {
  const named = BY_NAME.exec(spec);
  if (named === null) return spec;
  const { file, urls, bytes, sha256 } = INCEPTION_WEIGHTS;
  const folders = dataDir === undefined ? [] : [join(dataDir, "weights"), dataDir];
  const target = join(cacheDir, "weights", file);
  const found = [...folders.map((folder) => join(folder, file)), target].find(existsSync);
  const watch = { ...(onProgress && { onProgress }), ...(signal && { signal }) };
  if (found === undefined) await download({ set: "inception", file, urls, bytes, sha256, target, ...watch });
  return `inception:${found ?? target}${named.groups?.options ?? ""}`;
}
