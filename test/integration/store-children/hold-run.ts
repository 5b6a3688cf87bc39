/** @file Takes hold of a run, says its pid, and waits to be killed. */
import { acquireRun } from "../../../src/store/lock.node.ts";

await acquireRun(process.argv[2] as string);
process.stdout.write(`${process.pid}\n`);
setInterval(() => {}, 1000);
