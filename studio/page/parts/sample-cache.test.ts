import { expect, test } from "vitest";
import { BoundedCache } from "./sample-cache.ts";

function cacheOf(bound: number): { readonly cache: BoundedCache<number, number>; readonly freed: number[] } {
  const freed: number[] = [];
  const cache = new BoundedCache<number, number>({
    bound,
    costOf: (value) => value,
    free: (value) => freed.push(value),
  });
  return { cache, freed };
}

test("beyond the bound the least recently used goes, and is given back", () => {
  const { cache, freed } = cacheOf(6);
  cache.set(1, 2);
  cache.set(2, 3);
  cache.get(1);
  cache.set(3, 1);
  expect(freed).toEqual([]);
  cache.set(4, 2);
  expect(freed).toEqual([3]);
  expect([cache.cost, cache.size, cache.has(1), cache.has(2)]).toEqual([5, 3, true, false]);
});

test("what is held stays, also where that is more than the bound; let go, it may go", () => {
  const { cache, freed } = cacheOf(3);
  cache.set(1, 3);
  const [one, other] = [cache.hold(1), cache.hold(1)];
  cache.set(2, 2);
  expect(freed).toEqual([2]);
  one();
  one();
  cache.set(3, 1);
  expect(cache.has(1)).toBe(true);
  other();
  cache.set(4, 1);
  expect(cache.has(1)).toBe(false);
});

test("a value in the place of another gives that one back; clearing gives back all", () => {
  const { cache, freed } = cacheOf(9);
  cache.set(1, 2);
  cache.set(1, 4);
  cache.set(2, 1);
  expect(freed).toEqual([2]);
  cache.clear();
  expect(freed).toEqual([2, 4, 1]);
  expect(cache.cost).toBe(0);
});
