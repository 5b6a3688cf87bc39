/** @file Whether a difference is what rounding makes of it. */
import type { ExportInfo } from "../../../api/index.ts";

export type Judgement = "same" | "rounded" | "differs";

/** Sums of thousands of float32 in another order; samples are of the size of 1. */
const ROUNDING = 1e-4;
/** Weights of 11 significant bits through a network. */
const HALF_ROUNDING = 3e-2;

export function judged({ asked, parity }: Pick<ExportInfo, "asked" | "parity">): Judgement {
  const difference = parity?.difference ?? Number.POSITIVE_INFINITY;
  const half = parity?.half ?? 0;
  if (half > HALF_ROUNDING) return "differs";
  if (difference <= ROUNDING) return "same";
  return asked?.numbers === "float16" && difference <= HALF_ROUNDING ? "rounded" : "differs";
}
