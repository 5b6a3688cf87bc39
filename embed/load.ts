/** @file A generator on the best device that can run it. */
import { type Generator, openGenerator, type WebDevice, webDevices } from "gantry/runtime/web";
import { files, fromDisk } from "./files.ts";
import { EmbedError } from "./words.ts";

export interface Loaded {
  readonly generator: Generator;
  readonly device: WebDevice;
  /** Devices that are left, should this one be lost. */
  readonly others: readonly WebDevice[];
}

/** @param wanted the one to take, whatever comes; null for what there is, the best first */
export async function devicesFor(wanted: string | null): Promise<readonly WebDevice[]> {
  if (wanted !== null) return [wanted as WebDevice];
  return fromDisk ? ["wasm"] : webDevices();
}

/**
 * Each device is tried by drawing a sample: an adapter may be there and refuse this model, or compute nonsense.
 * @param src address of the model, relative to the page @throws what the last device failed with
 */
export async function loadGenerator(src: string, devices: readonly WebDevice[]): Promise<Loaded> {
  const model = await files.model(src);
  let failure: unknown;
  for (const [i, device] of devices.entries()) {
    const others = devices.slice(i + 1);
    try {
      const wasmPaths = { wasm: await files.wasm(device) };
      const generator = await openGenerator(model, src, { device, threads: 1, wasmPaths });
      return await tried({ generator, device, others });
    } catch (cause) {
      failure = cause;
    }
  }
  throw failure;
}

async function tried(loaded: Loaded): Promise<Loaded> {
  const { generator } = loaded;
  try {
    const { data } = await generator.generate(generator.z(1, 0));
    checkNumbers(loaded, data);
    return loaded;
  } catch (cause) {
    await generator.release().catch(() => {}); // what failed may fail at this, too
    throw cause;
  }
}

/** A generator may have diverged, and the last device shows what it draws; any other must do better. */
export function checkNumbers({ device, others }: Loaded, samples: Float32Array): void {
  if (others.length === 0 || samples.every(Number.isFinite)) return;
  throw new EmbedError((words) => words.noNumbers({ device }));
}
