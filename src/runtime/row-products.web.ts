/** @file Large products in float64 in a page or in a worker, by WebAssembly: no graphics card computes in float64. */
import { type WebRuntimeOptions, webPlatformOf } from "./platform.web.ts";
import { ortRowProducts, type RowProductsSession } from "./row-products.ts";

/** Opens what computes a · bᵀ in float64 (see `RowProducts`). @param options as of `webRuntime` */
export async function webRowProducts(options: Omit<WebRuntimeOptions, "device"> = {}): Promise<RowProductsSession> {
  return ortRowProducts(await webPlatformOf({ ...options, device: "wasm" }));
}
