import { expect, test } from "vitest";
import { Lanes } from "./sample-lanes.ts";

test("the newest comes next, what was given up is not begun, and a failure frees its lane", async () => {
  const lanes = new Lanes(1);
  const begun: number[] = [];
  const ends = new Map<number, (broken: boolean) => void>();
  const work = (id: number) => () => {
    begun.push(id);
    return new Promise<number>((resolve, reject) =>
      ends.set(id, (broken) => (broken ? reject(new Error("broken")) : resolve(id))),
    );
  };
  const stay = new AbortController();
  const leave = new AbortController();
  const first = lanes.run(work(1), stay.signal);
  const second = lanes.run(work(2), stay.signal);
  const third = lanes.run(work(3), leave.signal);
  const fourth = lanes.run(work(4), stay.signal);
  leave.abort();
  expect(begun).toEqual([1]);
  ends.get(1)?.(true);
  await expect(first).rejects.toThrow("broken");
  await Promise.resolve();
  expect(begun).toEqual([1, 4]);
  ends.get(4)?.(false);
  expect(await fourth).toBe(4);
  expect(await third).toBeNull();
  ends.get(2)?.(false);
  expect(await second).toBe(2);
  expect(begun).toEqual([1, 4, 2]);
});
