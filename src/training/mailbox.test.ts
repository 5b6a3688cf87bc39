import { expect, test } from "vitest";
import { mailbox } from "./mailbox.ts";

test("messages come in order, whether they wait for the reader or the reader for them", async () => {
  const { push, next } = mailbox<number>();
  push(1);
  push(2);
  expect([await next(), await next()]).toEqual([1, 2]);
  const late = next();
  push(3);
  expect(await late).toBe(3);
});
