/**
 * @file What k does, k being D's steps for one of G, where everything can be computed.
 *
 *   p_data = N(0, 1)      p_g = N(θ, 1): G(z) = θ + z      D(x) = sigmoid(a x + b)
 *
 * D* of two Gaussians of one width is such a D (a = −θ, b = θ²/2), so D's gap is a matter of k alone. D ascends V by
 * plain gradient steps; G then descends E ln(1 − D(G(z))) (`minimax`) or −E ln D(G(z)) (`ns`). Too few steps: D is far
 * from D*, and G is led by an old opinion, past its goal. Too many, while p_g is far: D is sure, and `minimax` has no
 * slope left to follow; `ns` keeps one.
 *
 * Expectations are sums over an even grid (the trapezoidal rule, exact to rounding for such integrands).
 */
import { sigmoid, softplus } from "./softplus.ts";

export interface AlternatingOptions {
  /** D's steps before each of G's; `Infinity` puts D at D*. */
  readonly k: number;
  /** What G descends; `ns` by default. */
  readonly loss?: "minimax" | "ns";
  /** θ at the start; 3 by default. */
  readonly start?: number;
  /** Steps of G; 100 by default. */
  readonly rounds?: number;
  /** Learning rates; .1 each by default. */
  readonly rateD?: number;
  readonly rateG?: number;
}

/** What is known after D's k steps, before G's. */
export interface Round {
  readonly theta: number;
  /** C(G) − V(D, G) ≥ 0, in nats. */
  readonly gap: number;
  /** ∂L_G/∂θ; G goes the other way. */
  readonly gradient: number;
}

/** D's parameters. */
interface Line {
  readonly a: number;
  readonly b: number;
}

/** Runs Algorithm 1 from a D that knows nothing (D = ½). @returns one entry a round */
export function alternate({
  k,
  loss = "ns",
  start = 3,
  rounds = 100,
  rateD = 0.1,
  rateG = 0.1,
}: AlternatingOptions): Round[] {
  const course: Round[] = [];
  let theta = start;
  let line: Line = { a: 0, b: 0 };
  for (let round = 0; round < rounds; round += 1) {
    if (k === Number.POSITIVE_INFINITY) line = bestLine(theta);
    else for (let step = 0; step < k; step += 1) line = ascend(line, theta, rateD);
    const gap = lineValue(bestLine(theta), theta) - lineValue(line, theta);
    const gradient = generatorSlope(line, theta, loss);
    course.push({ theta, gap, gradient });
    theta -= rateG * gradient;
  }
  return course;
}

const bestLine = (theta: number): Line => ({ a: -theta, b: (theta * theta) / 2 });

const REACH = 9;
const COUNT = 361;
/** Places of N(0, 1) and their weights. */
const nodes: readonly (readonly [place: number, weight: number])[] = Array.from({ length: COUNT }, (_, i) => {
  const t = -REACH + (2 * REACH * i) / (COUNT - 1);
  return [t, (Math.exp(-0.5 * t * t) / Math.sqrt(2 * Math.PI)) * ((2 * REACH) / (COUNT - 1))];
});

/** E f(mean + ε). */
const expectation = (f: (x: number) => number, mean: number): number =>
  nodes.reduce((sum, [t, weight]) => sum + weight * f(mean + t), 0);

const lineValue = ({ a, b }: Line, theta: number): number =>
  -expectation((x) => softplus(-(a * x + b)), 0) - expectation((x) => softplus(a * x + b), theta);

/** One gradient step up V: ∂V/∂logit is 1 − D on data and −D on what is generated. */
function ascend({ a, b }: Line, theta: number, rate: number): Line {
  const D = (x: number): number => sigmoid(a * x + b);
  const slopeA = expectation((x) => (1 - D(x)) * x, 0) - expectation((x) => D(x) * x, theta);
  const slopeB = expectation((x) => 1 - D(x), 0) - expectation(D, theta);
  return { a: a + rate * slopeA, b: b + rate * slopeB };
}

/** ∂/∂θ of E ln(1 − D(θ + z)), or of −E ln D(θ + z), through the samples. */
function generatorSlope({ a, b }: Line, theta: number, loss: "minimax" | "ns"): number {
  const sign = loss === "minimax" ? 1 : -1;
  return -a * expectation((x) => sigmoid(sign * (a * x + b)), theta);
}
