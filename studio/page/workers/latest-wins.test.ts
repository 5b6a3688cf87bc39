import { expect, test } from "vitest";
import { LatestWins } from "./latest-wins.ts";

/** Work that ends when the test says so. */
function bench(): {
  readonly queue: LatestWins<number, string>;
  readonly log: string[];
  readonly end: (broken?: boolean) => Promise<void>;
} {
  const log: string[] = [];
  const open: { resolve: (value: string) => void; reject: (cause: Error) => void; question: number }[] = [];
  const queue = new LatestWins<number, string>({
    work: (question) => {
      log.push(`begins ${question}`);
      return new Promise((resolve, reject) => open.push({ resolve, reject, question }));
    },
    onAnswer: (answer) => log.push(answer),
    onFailure: (cause, question) => log.push(`${question} failed: ${(cause as Error).message}`),
  });
  const end = (broken = false): Promise<void> => {
    const work = open.shift();
    if (broken) work?.reject(new Error("broken"));
    else work?.resolve(`ends ${work.question}`);
    return new Promise((resolve) => setTimeout(resolve));
  };
  return { queue, log, end };
}

test("what was asked for while something was under way is forgotten for the newest", async () => {
  const { queue, log, end } = bench();
  for (const question of [1, 2, 3, 4]) queue.ask(question);
  await end();
  await end();
  expect(log).toEqual(["begins 1", "ends 1", "begins 4", "ends 4"]);
  expect(queue.busy).toBe(false);
});

test("a failure does not stop what comes after it", async () => {
  const { queue, log, end } = bench();
  queue.ask(1);
  queue.ask(2);
  await end(true);
  await end();
  expect(log).toEqual(["begins 1", "1 failed: broken", "begins 2", "ends 2"]);
});

test("idle comes when all is answered; closed, nothing is told", async () => {
  const { queue, log, end } = bench();
  await queue.idle();
  queue.ask(1);
  const idle = queue.idle().then(() => log.push("idle"));
  await end();
  await idle;
  queue.ask(2);
  queue.close();
  queue.ask(3);
  await end();
  expect(log).toEqual(["begins 1", "ends 1", "idle", "begins 2"]);
});
