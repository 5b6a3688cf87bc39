import { describe, expect, test } from "vitest";
import { BoundedCache } from "./sample-cache.ts";
import { around, Frames } from "./sample-frames.ts";

/** Pictures that arrive when the test says so. */
function stage(lanes: number): {
  readonly frames: Frames<string>;
  readonly asked: number[];
  readonly shown: number[];
  readonly failed: number[];
  readonly arrive: (key: number) => Promise<void>;
  readonly break: (key: number) => Promise<void>;
} {
  const [asked, shown, failed]: number[][] = [[], [], []];
  const open = new Map<number, { resolve: (value: string) => void; reject: (cause: Error) => void }>();
  const cache = new BoundedCache<number, string>({ bound: 5, costOf: () => 1, free: () => {} });
  const frames = new Frames<string>({
    cache,
    lanes,
    load: (key) => {
      asked?.push(key);
      return new Promise((resolve, reject) => open.set(key, { resolve, reject }));
    },
    show: (key) => shown?.push(key),
    fail: (key) => failed?.push(key),
  });
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return {
    frames,
    asked: asked as number[],
    shown: shown as number[],
    failed: failed as number[],
    arrive: (key) => {
      open.get(key)?.resolve(`picture ${key}`);
      return settled();
    },
    break: (key) => {
      open.get(key)?.reject(new Error("gone"));
      return settled();
    },
  };
}

describe("frames", () => {
  test("only the newest of the wishes that wait is fetched", async () => {
    const { frames, asked, shown, arrive } = stage(1);
    for (const key of [1, 2, 3, 4]) frames.want(key);
    expect(asked).toEqual([1]);
    await arrive(1);
    expect(asked).toEqual([1, 4]);
    expect(shown).toEqual([1]); // late, but newer than what was there
    await arrive(4);
    expect(shown).toEqual([1, 4]);
    expect(frames.waiting).toBe(false);
  });

  test("what arrives after something newer is kept, and not shown", async () => {
    const { frames, asked, shown, arrive } = stage(2);
    frames.want(1);
    frames.want(2);
    await arrive(2);
    await arrive(1);
    expect(shown).toEqual([2]);
    frames.want(1);
    expect(shown).toEqual([2, 1]);
    expect(asked).toEqual([1, 2]);
  });

  test("what is likely next is fetched when nobody waits, and shown at once when it is wanted", async () => {
    const { frames, asked, shown, arrive } = stage(1);
    frames.want(5, [6, 4]);
    await arrive(5);
    expect(asked).toEqual([5, 6]);
    frames.want(6); // on its way already
    expect(asked).toEqual([5, 6]);
    await arrive(6);
    expect(shown).toEqual([5, 6]);
    expect(asked).toEqual([5, 6]); // the new wish had nothing ahead
  });

  test("while wishes come faster than pictures, nothing is fetched ahead", async () => {
    const { frames, asked, arrive } = stage(2);
    frames.want(1);
    frames.want(2, [3, 4]);
    frames.want(5, [6, 7]);
    await arrive(1);
    expect(asked).toEqual([1, 2, 5]);
    await arrive(2);
    await arrive(5);
    frames.want(6, [7]);
    expect(asked).toEqual([1, 2, 5, 6, 7]);
  });

  test("a failure is told of the newest wish alone, and can be asked for again", async () => {
    const { frames, asked, failed, shown, ...rest } = stage(2);
    frames.want(1);
    frames.want(2);
    await rest.break(1);
    expect(failed).toEqual([]);
    await rest.break(2);
    expect(failed).toEqual([2]);
    frames.want(2);
    expect(asked).toEqual([1, 2, 2]);
    await rest.arrive(2);
    expect(shown).toEqual([2]);
  });

  test("closed, it shows nothing more", async () => {
    const { frames, shown, arrive } = stage(1);
    frames.want(1, [2]);
    frames.close();
    await arrive(1);
    expect(shown).toEqual([]);
  });
});

test("around a place: where it goes first, less behind, nothing outside", () => {
  expect(around(10, 100, 1, 4)).toEqual([11, 9, 12, 8, 13, 14]);
  expect(around(10, 100, -1, 2)).toEqual([9, 11, 8]);
  expect(around(0, 3, -1, 4)).toEqual([1, 2]);
});
