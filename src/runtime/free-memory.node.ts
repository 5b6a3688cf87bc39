/**
 * @file Gives an array's memory back at once. Each step makes its state anew, some megabytes of it; left to the garbage
 * collector, they make it run every few steps, on threads that the step computes on, and fresh pages cost as much again.
 */
import { MessageChannel, type MessagePort } from "node:worker_threads";

/** A message with nobody at the other end is dropped, and with it what was transferred. */
const nowhere: MessagePort = (() => {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.unref();
  return port1;
})();

/** Below this many bytes the collector is cheaper. */
const SMALL = 4096;

/** Afterwards the array is empty, and so is any other view of its buffer: hand in only what nobody else reads. */
export function freeMemory(array: ArrayBufferView): void {
  if (array.byteLength >= SMALL) nowhere.postMessage(null, [array.buffer as ArrayBuffer]);
}
