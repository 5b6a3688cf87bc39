/** A long run must not grow: the resident set after 5,000 steps of the `mlp` workload against after 500. */
import { fork } from "node:child_process";
import { expect, test } from "vitest";

test("5,000 steps of mlp grow the process by at most 5 %", async () => {
  const child = fork(new URL("./memory-child.mjs", import.meta.url), [], { execArgv: ["--expose-gc"] });
  const { early, late } = await new Promise<{ early: number; late: number }>((resolve, reject) => {
    child.once("message", (message) => resolve(message as { early: number; late: number }));
    child.once("exit", (code) => reject(new Error(`the child ended with ${code}`)));
  });
  console.log(`resident ${early} MB after 500 steps, ${late} MB after 5,000`);
  expect(early).toBeGreaterThan(20);
  expect(late / early).toBeLessThanOrEqual(1.05);
});
