/** @file Which devices there are to run a model on, in this browser. */
import type { WebDevice } from "./platform.web.ts";

interface Adapter {
  readonly isFallbackAdapter?: boolean;
  readonly info?: { readonly isFallbackAdapter?: boolean };
}

/**
 * The best one first; the last is always there. An adapter that is no graphics card computes on the processor, more
 * slowly than WebAssembly does: it is not among them, and has to be asked for by name.
 */
export async function webDevices(): Promise<readonly WebDevice[]> {
  return (await hasGraphicsCard()) ? ["webgpu", "wasm"] : ["wasm"];
}

async function hasGraphicsCard(): Promise<boolean> {
  const { gpu } = navigator as { readonly gpu?: { requestAdapter: () => Promise<Adapter | null> } };
  try {
    const adapter = (await gpu?.requestAdapter()) ?? null;
    return adapter !== null && adapter.isFallbackAdapter !== true && adapter.info?.isFallbackAdapter !== true;
  } catch {
    return false;
  }
}
