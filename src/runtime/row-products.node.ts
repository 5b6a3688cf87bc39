/** @file Large products in float64 in Node. */
import { availableParallelism } from "node:os";
import { withoutTelemetry } from "./no-telemetry.node.ts";
import { nodePlatform } from "./ort.node.ts";
import { ortRowProducts, type RowProductsSession } from "./row-products.ts";

export interface NodeRowProductsOptions {
  /** By default as many as the machine runs at once. */
  readonly threads?: number;
}

/**
 * Opens what computes a · bᵀ in float64 (see `RowProducts`). A product blocks its thread while it runs, so long work
 * belongs into a worker; the metrics ask for blocks of some milliseconds and let events in between them.
 */
export function nodeRowProducts(options: NodeRowProductsOptions = {}): Promise<RowProductsSession> {
  withoutTelemetry();
  return ortRowProducts(nodePlatform("cpu", options.threads ?? availableParallelism()));
}
