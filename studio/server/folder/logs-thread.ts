/** @file The thread of `Logs`. */
import { parentPort } from "node:worker_threads";
import { LogTables } from "./log-tables.ts";
import type { LogRequest } from "./logs.ts";
import { seriesOf } from "./series.ts";
import type { ThreadReply } from "./thread-calls.ts";

const tables = new LogTables();

async function answer(request: LogRequest): Promise<string> {
  const { table, offset } = await tables.read(request.path, request.born);
  return JSON.stringify(seriesOf(table, offset, request.asked));
}

let work: Promise<void> = Promise.resolve();

parentPort?.on("message", ({ number, request }: { readonly number: number; readonly request: LogRequest }) => {
  const say = (reply: ThreadReply<string>): void => parentPort?.postMessage({ number, reply });
  const one = async (): Promise<void> => {
    try {
      say({ value: await answer(request) });
    } catch (error) {
      say({ failed: error instanceof Error ? error.message : String(error) });
    }
  };
  work = work.then(one);
});
