import { expect, test } from "vitest";
import { expectClose } from "../../test/matchers.ts";
import { erfc, normalCumulative, normalDensity, normalQuantile } from "./error-function.ts";
import { integrate } from "./quadrature.ts";

test("integrals with a closed form", () => {
  const got = [
    integrate(Math.sin, [0, Math.PI]),
    integrate((x) => 1 / (1 + x * x), [-5, 5]),
    integrate(Math.abs, [-1, 2]), // a kink at no cut
    integrate(normalDensity, [-12, 12]),
    integrate((x) => x ** 3 - 2 * x, [3, 1]), // cuts in any order
  ];
  expectClose(got, [2, 2 * Math.atan(5), 2.5, 1, 20 - 8], { rtol: 0, atol: 1e-10 });
});

test("nothing to integrate over", () => {
  expectClose([integrate(Math.sin, []), integrate(Math.sin, [1])], [0, 0], { rtol: 0, atol: 0 });
});

test("E720 where f is not finite", () => {
  expect(() => integrate((x) => 1 / Math.abs(x), [0, 1])).toThrow(
    "integrate: expected a function that is finite between its ends, the integral came to NaN. Cut the places out",
  );
});

test("erfc against Python's math.erfc", () => {
  const x = [-3, -0.5, 0, 1e-9, 0.3, 1, 2.4999, 2.5, 5, 10];
  const want = [
    1.9999779095030015, 1.5204998778130465, 1, 0.9999999988716208, 0.6713732405408726, 0.15729920705028513,
    0.0004071699003334514, 0.0004069520174449589, 1.5374597944280351e-12, 2.088487583762545e-45,
  ];
  expectClose(x.map(erfc), want, { rtol: 1e-12, atol: 0 });
});

test("the quantile undoes the cumulative distribution, in both tails", () => {
  const shares = [1e-300, 1e-12, 0.025, 0.5, 0.9, 1 - 1e-6];
  expectClose(
    shares.map((share) => normalCumulative(normalQuantile(share))),
    shares,
    { rtol: 1e-11, atol: 0 },
  );
  expectClose([normalQuantile(0.975)], [1.959963984540054], { rtol: 1e-14, atol: 0 });
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
