/** @file How the data of a run are looked at in a terminal. */
import { shellWord } from "../../../api/command-line.ts";

/** @param spec as the run was told: a name or a path, which may begin as options do */
export const dataCommand = (spec: string): string =>
  `gantry data ${spec.startsWith("-") ? "-- " : ""}${shellWord(spec)}`;
