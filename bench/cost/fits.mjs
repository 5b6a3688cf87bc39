/** @file What bench/cost.mjs makes of its times: exponents with their bend, and the price of each kind of work. */
import { bentLaw, exponents, unitCosts } from "../../dist/lib/bench/scaling.js";
import { rounded } from "../../dist/lib/bench/statistics.js";

const short = (value) => rounded(value, 3);

/** Exponents between neighbours, and the law with one bend that comes closest. */
export function fitOf(points) {
  const places = points.map(({ value, ms }) => ({ x: value, y: ms }));
  const law = bentLaw(places);
  const slopes = exponents(places).map(short);
  if (law === null) return { exponents: slopes, law: null, text: "too few points for a bend" };
  const { before, after, bend, at, error } = law;
  const text = `${before.toFixed(2)} up to ${short(bend)}, ${after.toFixed(2)} beyond (± ${(100 * error).toFixed(0)} %)`;
  const rough = { before: short(before), after: short(after), bend: short(bend), at: short(at), error: short(error) };
  return { exponents: slopes, law: rough, text };
}

/** What time is made of: arithmetic, an operator's own cost, passes over values, state in and out of the session. */
const amountsOf = ({ gflop, nodes, valueBytes, stateInBytes, stateOutBytes }) => ({
  GFLOP: gflop,
  "1000 nodes": nodes / 1e3,
  "MB of values": valueBytes / 1e6,
  "MB of state": (stateInBytes + stateOutBytes) / 2e6,
  step: 1,
});

const specOf = ({ workload, shape }) =>
  `${workload}:${Object.entries(shape)
    .map(([name, value]) => `${name}=${value}`)
    .join(",")}`;

function unitsOfFamily(family, measured) {
  if (measured.length === 0) return [];
  const samples = measured.map(({ ms, counts }) => ({ amounts: amountsOf(counts), cost: ms }));
  const { units, residuals } = unitCosts(samples);
  const far = residuals.reduce((worst, one, i) => (Math.abs(one) > Math.abs(residuals[worst]) ? i : worst), 0);
  return [
    {
      family,
      points: measured.length,
      units: Object.fromEntries(Object.entries(units).map(([name, value]) => [name, short(value)])),
      residual: short(Math.sqrt(residuals.reduce((sum, one) => sum + one * one, 0) / residuals.length)),
      worst: { spec: specOf(measured[far]), residual: short(residuals[far]) },
      residuals: measured.map((point, i) => ({ spec: specOf(point), residual: short(residuals[i]) })),
    },
  ];
}

/** Over all points, and over each kind of network, whose products differ in shape. */
export const unitsOf = (measured) => [
  ...unitsOfFamily("all", measured),
  ...unitsOfFamily(
    "convolutional",
    measured.filter(({ workload }) => workload.startsWith("dcgan")),
  ),
  ...unitsOfFamily(
    "perceptrons",
    measured.filter(({ workload }) => !workload.startsWith("dcgan")),
  ),
];
