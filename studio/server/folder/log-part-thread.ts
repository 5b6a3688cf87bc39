/** @file A thread of `readInParts`: reads one part and gives its columns away. */
import { parentPort, workerData } from "node:worker_threads";
import { MetricsLog } from "gantry/store/node";
import type { LogPart } from "./log-parts.ts";

const { path, from, until } = workerData as LogPart;
const log = new MetricsLog(path, from);
await log.read(until);
const table = log.builder.view();
parentPort?.postMessage(
  table,
  [...table.columns.values()].map(({ buffer }) => buffer as ArrayBuffer),
);
