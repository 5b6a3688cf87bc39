import { expect, test } from "vitest";
import { compareOptions, moved } from "./compare-query.ts";

test("the address says runs, which are hidden, the unit, the point and the cell", () => {
  const query = { runs: "a,b,a,c", hide: "b", by: "images", at: "3200", cell: "5" };
  expect(compareOptions(query, [])).toEqual({ runs: ["a", "b", "c"], hidden: ["b"], by: "images", at: 3200, cell: 5 });
});

test("what it does not say, or says badly, is as usual", () => {
  const usual = { runs: [], hidden: [], by: "step", at: null, cell: null };
  expect(compareOptions({}, [])).toEqual(usual);
  expect(compareOptions({ by: "miles", at: "-1", cell: "x" }, [])).toEqual(usual);
});

test("names may have commas where there are such runs, and six are the most", () => {
  expect(compareOptions({ runs: "a,b,c" }, ["a,b", "c"]).runs).toEqual(["a,b", "c"]);
  expect(compareOptions({ runs: "1,2,3,4,5,6,7" }, []).runs).toHaveLength(6);
});

test("one moves over its neighbours and not off the end", () => {
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 2, -2)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 2, 1)).toBeNull();
});
