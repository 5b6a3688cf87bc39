/** @file The threads of `Logs`: one is asked for numbers, another one for what D said. */
import { parentPort } from "node:worker_threads";
import { LogTables } from "./log-tables.ts";
import type { LogRequest, OutputsRequest } from "./logs.ts";
import { OutputLogs } from "./output-logs.ts";
import { seriesOf } from "./series.ts";
import type { ThreadReply } from "./thread-calls.ts";

type Request = LogRequest | OutputsRequest;

const tables = new LogTables();
const outputs = new OutputLogs();

async function answer(request: Request): Promise<string> {
  if ("outputs" in request) {
    return JSON.stringify({ lines: await outputs.lines(request.path, request.born, request.outputs) });
  }
  const { table, offset } = await tables.read(request.path, request.born);
  return JSON.stringify(seriesOf(table, offset, request.asked));
}

let work: Promise<void> = Promise.resolve();

parentPort?.on("message", ({ number, request }: { readonly number: number; readonly request: Request }) => {
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
