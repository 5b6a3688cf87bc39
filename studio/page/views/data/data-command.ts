/** @file How the data of a run are looked at in a terminal. */
import type { RunRecord } from "gantry/store";
import { optionOf, shellWord } from "../../../api/command-line.ts";
import { valuesOf } from "../config/config-texts.ts";

/** What `gantry data` can be told of the data. */
const TOLD: readonly string[] = [
  ...["size", "channels", "crop", "classes", "attributes", "attributesFile", "exclude", "dataDir"],
];

/** @param spec as the run was told: a name or a path, which may begin as options do @param config what else it was told of them */
export function dataCommand(spec: string, config: RunRecord["config"]): string {
  const given = Object.entries(valuesOf(config, false)).filter(([key]) => TOLD.includes(key));
  const options = given.map(([key, value]) => optionOf(key, value));
  const words = spec.startsWith("-") ? [...options, "--", shellWord(spec)] : [shellWord(spec), ...options];
  return ["gantry data", ...words].join(" ");
}
