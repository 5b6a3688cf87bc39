/** @file Which of a run's pictures a report takes along. */
import { evenly } from "../api/evenly.ts";

/** Even steps along the list: early ones are dense in it, so they stay dense. */
export const pickSamples = <T>(samples: readonly T[], most: number | "all"): T[] =>
  most === "all" ? [...samples] : evenly(samples, most);
