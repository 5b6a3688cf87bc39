/**
 * @file Gives an array's memory back at once. Each step makes its state anew, some megabytes of it; left to the garbage
 * collector, they make it run every few steps, on threads that the step computes on, and fresh pages cost as much again.
 */
import { MessageChannel } from "node:worker_threads";

interface Transferable {
  /** Since Node 22. */
  readonly transfer?: (length: number) => ArrayBuffer;
}

/** A message with nobody at the other end is dropped, and what was transferred with it. */
const nowhere = (() => {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.unref();
  return port1;
})();

/** Below this many bytes the collector is cheaper. */
const SMALL = 4096;

/** Afterwards the array is empty, and so is any other view of its buffer: hand in only what nobody else reads. */
export function freeMemory(array: ArrayBufferView): void {
  if (array.byteLength < SMALL) return;
  const buffer = array.buffer as ArrayBuffer & Transferable;
  if (buffer.transfer !== undefined) buffer.transfer(0);
  else nowhere.postMessage(null, [buffer]);
}
