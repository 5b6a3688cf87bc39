/** @file What long computations are handed beside their data: who multiplies, who listens, who may end them. */
import type { RowProducts } from "../base/matrix.ts";
import { rowProducts } from "./row-products.ts";

export interface MetricWork {
  /** Large products; plain loops by default. A runtime's own (`nodeRowProducts`) are some twenty times as fast. */
  readonly products?: RowProducts;
  /** Looked at between blocks; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Told after each block which share of the work is done, in (0, 1]. */
  readonly onProgress?: (share: number) => void;
}

/** The same, with nothing left open. */
export interface Worker {
  readonly products: RowProducts;
  /** To be awaited between blocks: after some milliseconds of work events get their turn, and a wish to stop is heard. */
  readonly pause: () => Promise<void>;
  /** Says that this much more was done, of the total it was made with. */
  readonly did: (amount: number) => void;
}

/** Milliseconds of work after which events get their turn: giving it to them costs one, and in pages four. */
const TURN = 8;

/** @param total amount of work, in any unit */
export function workerOf({ products = rowProducts, signal, onProgress }: MetricWork, total: number): Worker {
  let done = 0;
  let rested = performance.now();
  signal?.throwIfAborted();
  return {
    products,
    pause: async () => {
      if (performance.now() - rested >= TURN) {
        await new Promise<void>((resolve) => {
          setTimeout(resolve, 0);
        });
        rested = performance.now();
      }
      signal?.throwIfAborted();
    },
    did: (amount) => {
      done += amount;
      onProgress?.(Math.min(1, done / total));
    },
  };
}
