/** @file `gantry/studio/node`: the Studio's server. */
export type { RunList } from "../api/index.ts";
