/** @file Each workload steps, in a small shape, in the reference interpreter: fed, finite, and moving. */
import { expect, test } from "vitest";
import { referenceRuntime } from "../runtime/reference-runtime.ts";
import { openStepper } from "./stepper.ts";
import { WORKLOADS, workloadShape } from "./workloads.ts";

test.each(WORKLOADS)("%s steps", async (workload) => {
  const size = workload.startsWith("dcgan") ? 8 : 4;
  const shape = workloadShape(workload, { size, width: 3, batch: 4, k: 2 });
  const stepper = await openStepper(referenceRuntime(), workload, shape);
  const [first, second] = [await stepper.step(), await stepper.step()];
  for (const watched of [first, second]) {
    expect(Object.keys(watched)).toEqual(expect.arrayContaining(["lossD", "lossG", "dReal", "dFake"]));
    expect(Object.values(watched).every(Number.isFinite)).toBe(true);
  }
  expect(second).not.toEqual(first);
  await stepper.release();
});
