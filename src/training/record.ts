/** @file A plan as the record of a run: what was asked, of which data, with which versions. */
import { version } from "../base/version.ts";
import { configRecord } from "../config/index.ts";
import { describeNetworks } from "../steps/network-layers.ts";
import type { NewRunRecord } from "../store/run-record.ts";
import type { Plan } from "./plan.ts";

/** Where a run is computed; `versions`: of what else has a say in its numbers, by name. */
export interface Machinery {
  readonly device: string;
  readonly threads: number;
  readonly versions: Readonly<Record<string, string>>;
}

export function recordOf(
  { config, dataset, recipe, game, layout }: Plan,
  { device, threads, versions }: Machinery,
): NewRunRecord {
  const { values } = config;
  return {
    recipe: recipe.name,
    data: {
      name: dataset.name,
      spec: values.data ?? dataset.name,
      kind: dataset.kind,
      shape: dataset.shape,
      count: dataset.count,
      fingerprint: dataset.fingerprint,
      ...(dataset.classes === undefined ? {} : { classes: dataset.classes }),
      ...(dataset.attributes === undefined ? {} : { attributes: dataset.attributes.columns }),
      problems: dataset.problems.map(({ detail }) => detail),
    },
    seed: values.seed,
    device,
    threads,
    config: configRecord(config) as NewRunRecord["config"],
    versions: { gantry: version, ...versions },
    parameters: Object.fromEntries(Object.values(layout).map((player) => [player.name, player.parameters.size])),
    networks: describeNetworks(game),
  };
}
