/** @file Parzen log-likelihood against the reference's answers and closed forms. */
import { expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { expectClose } from "../../test/matchers.ts";
import { mapped, matrixOf, normals, picked, shuffledRows } from "../../test/matrices.ts";
import { PARZEN_SIGMAS, parzenLikelihood, parzenSearch } from "./parzen.ts";

interface Answer {
  readonly ll: readonly number[];
  readonly mean: number;
  readonly se_population_std: number;
}
interface Golden {
  readonly parzen: Readonly<Record<"sigma0.1" | "sigma0.2" | "sigma1", Answer>> & {
    readonly samples: readonly (readonly number[])[];
    readonly data: readonly (readonly number[])[];
    readonly cv: { readonly sigmas: readonly number[]; readonly mean_ll: readonly number[]; readonly sigma: number };
  };
}
const { parzen: golden } = readGolden<Golden>(import.meta.url, "feature-metrics");
const [samples, data] = [matrixOf(golden.samples), matrixOf(golden.data)];

test.each([0.1, 0.2, 1] as const)("σ = %d", async (sigma) => {
  const { ll, mean, se_population_std } = golden[`sigma${sigma}`];
  const { values, parzen, parzenError } = await parzenLikelihood(samples, data, sigma);
  expectClose(values, ll, { rtol: 1e-12, atol: 0 });
  expectClose([parzen, parzenError], [mean, se_population_std], { rtol: 1e-12, atol: 0 });
});

test("the search for σ tries 10 from .1 to 1", async () => {
  expectClose(PARZEN_SIGMAS, golden.cv.sigmas, { rtol: 1e-15, atol: 0 });
  const { sigma, means } = await parzenSearch(samples, data);
  expectClose([sigma], [golden.cv.sigma], { rtol: 1e-15, atol: 0 });
  expectClose(means, golden.cv.mean_ll, { rtol: 1e-12, atol: 0 });
});

test("a σ at either end of those tried is said to be one; between them, or alone, it is not", async () => {
  // One Gaussian of σ around 0, asked for data at a distance d: the likelihood rises to σ = d and falls from there on.
  const chosen = async (distance: number, sigmas?: readonly number[]) => {
    const { sigma, warnings } = await parzenSearch(matrixOf([[0]]), matrixOf([[distance]]), sigmas && { sigmas });
    return [sigma, warnings.map(({ code, parameters }) => [code, parameters.end])];
  };
  expect(await chosen(0.01)).toEqual([PARZEN_SIGMAS[0], [["W703", "smallest"]]]);
  expect(await chosen(5)).toEqual([PARZEN_SIGMAS[9], [["W703", "largest"]]]);
  expect(await chosen(0.3)).toEqual([PARZEN_SIGMAS[4], []]);
  expect(await chosen(5, [4, 5, 6])).toEqual([5, []]);
  expect(await chosen(5, [6, 5, 4.5])).toEqual([5, []]);
  expect(await chosen(5, [3, 2])).toEqual([3, [["W703", "largest"]]]);
  expect(await chosen(5, [1])).toEqual([1, []]);
});

test("one sample is one Gaussian", async () => {
  const { values } = await parzenLikelihood(matrixOf([[0]]), matrixOf([[0], [3]]), 1);
  const peak = -0.5 * Math.log(2 * Math.PI);
  expectClose(values, [peak, peak - 4.5], { rtol: 1e-15, atol: 0 });
});

test("many samples, in several blocks, near and far: nothing underflows", async () => {
  // all samples in one point, so the density is that of one; the last is 5 σ off and adds nothing that counts
  const points = mapped(picked(matrixOf([[1, 2, 3]]), new Uint8Array(2100)), (value) => value);
  const far = matrixOf([[1e3, 2, 3]]);
  const { values } = await parzenLikelihood(points, far, 0.1);
  expectClose(values, [-(999 ** 2) / 0.02 - 3 * Math.log(0.1 * Math.sqrt(2 * Math.PI))], { rtol: 1e-12, atol: 0 });
});

test("a nearer sample in a later block", async () => {
  const line = matrixOf(Array.from({ length: 1025 }, (_, i) => [i < 1024 ? 10 : 0]));
  const { values } = await parzenLikelihood(line, matrixOf([[0]]), 1);
  const expected = Math.log((1 + 1024 * Math.exp(-50)) / 1025) - 0.5 * Math.log(2 * Math.PI);
  expectClose(values, [expected], { rtol: 1e-14, atol: 0 });
});

test("it does not matter how the rows are ordered", async () => {
  const [a, b] = [normals("a", 60, 5), normals("b", 40, 5)];
  const first = await parzenLikelihood(a, b, 0.5);
  const again = await parzenLikelihood(shuffledRows(a), shuffledRows(b), 0.5);
  expectClose([again.parzen, again.parzenError], [first.parzen, first.parzenError], { rtol: 1e-12, atol: 0 });
});

test("a Gaussian is most likely under about its own blur", async () => {
  const { sigma, means } = await parzenSearch(
    mapped(normals("a", 300, 2), () => 0),
    normals("b", 300, 2),
    {
      sigmas: [0.5, 1, 2],
    },
  );
  expect(sigma).toBe(1);
  // −ln 2π − ½ mean |x|², whose expectation is 2, with a standard error of 2 / √300
  expectClose([means[1] as number], [-Math.log(2 * Math.PI) - 1], { rtol: 0, atol: 4 / Math.sqrt(300) });
});

test("bad input is refused by name", async () => {
  for (const sigma of [0, -1, Number.NaN, Infinity]) {
    await expect(parzenLikelihood(samples, data, sigma)).rejects.toThrow(
      `parzenLikelihood: expected a sigma > 0, got ${sigma}.`,
    );
  }
  await expect(parzenSearch(samples, data, { sigmas: [] })).rejects.toThrow("parzenSearch: expected a sigma > 0");
  await expect(parzenLikelihood(samples, normals("wide", 3, 5), 1)).rejects.toThrow("expected samples of 4");
  await expect(
    parzenLikelihood(
      samples,
      mapped(data, () => Number.NaN),
      1,
    ),
  ).rejects.toThrow("got NaN in sample 0");
});
