/** @file Programs run by ONNX Runtime in a page or in a worker. */
import { ortRuntime } from "./ort.ts";
import { type WebRuntimeOptions, webPlatformOf } from "./platform.web.ts";
import type { Runtime } from "./runtime.ts";

/** @throws E402 for a device of another name, and for `webgpu` where the browser has none */
export async function webRuntime(options: WebRuntimeOptions): Promise<Runtime> {
  return ortRuntime(await webPlatformOf(options));
}
