/** @file Histograms: NumPy's counts and SciPy's divergence of them, edges, what lies outside, bad input. */
import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { histogram, planeHistogram } from "./histogram.ts";
import { jensenShannon } from "./jensen-shannon.ts";

const x = [
  -1.0152923544827817, -2.353209780715179, -0.5188195282657169, 0.9306083297099553, -0.2231351550633737,
  0.35537372647683035, -1.466022264204583, 0.2726077998451544, 1.2677090768238344, 2.044271917352695,
  -0.05041421213581189, -1.1077603426612364, 0.6173480881565596, -0.6746956165805075, 0.25370949496537687,
];
const y = [
  -1.5358451881259882, -0.14567832672074588, -0.7223420425412199, 0.4774835321705785, 0.8685114255520238,
  -0.6175742592287332, 0.29839003219496185, 0.5794768910520071, 1.127553504861842, 0.9312369710362555,
  0.41769368957679015,
];

test("numpy.histogram's counts, and the divergence between them", () => {
  const options = { range: [-3, 3], cells: 8 } as const;
  expect([...histogram(x, options)]).toEqual([1, 0, 3, 4, 4, 2, 1, 0]);
  expect([...histogram(y, options)]).toEqual([0, 1, 0, 3, 4, 3, 0, 0]);
  const divergence = jensenShannon(histogram(x, options), histogram(y, options));
  expectClose([divergence], [0.16300240375778416], { rtol: 1e-13, atol: 0 });
  expect([...histogram(x.toReversed(), options)]).toEqual([...histogram(x, options)]);
});

test("lower edges belong to a cell, the last cell holds its upper edge too", () => {
  const values = [0, 1, 2, 3, 4, -0.1, 4.1, Number.NaN, Infinity];
  expect([...histogram(values, { range: [0, 4], cells: 4 })]).toEqual([1, 1, 1, 2]);
  expect([...histogram(values, { range: [0, 4], cells: 4, outside: "cell" })]).toEqual([1, 1, 1, 2, 4]);
});

test("in the plane: row by row, and last what lies outside", () => {
  const points = [0.1, 0.1, 1.5, 0.2, 0.3, 2, 2, 2, 5, 1, Number.NaN, 0];
  expect([...planeHistogram(points, { range: [0, 2], cells: 2 })]).toEqual([1, 1, 1, 1, 2]);
});

test("bad input", () => {
  expect(() => histogram([1], { range: [1, 1] })).toThrow("histogram.range: expected low < high, got [1, 1].");
  expect(() => histogram([1], { range: [0, 1], cells: 0 })).toThrow("histogram.cells: expected an integer ≥ 1, got 0.");
});
