// Steps the built `mlp` workload and tells its resident set after 500 and after 5,000 steps, in MB.
import "../../dist/node/heap.js";
import { openStepper, workloadShape } from "gantry/bench";
import { nodeRuntime } from "gantry/runtime/node";

const resident = () => {
  globalThis.gc();
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
};
const stepper = await openStepper(nodeRuntime(), "mlp", workloadShape("mlp"));
for (let step = 0; step < 500; step += 1) await stepper.step();
const early = resident();
for (let step = 500; step < 5000; step += 1) await stepper.step();
process.send({ early, late: resident() });
await stepper.release();
process.disconnect();
