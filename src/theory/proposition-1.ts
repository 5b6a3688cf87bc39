/**
 * @file Proposition 1, tried out: for a fixed G the best D is D* = p_data / (p_data + p_g).
 *
 * Two ways that know nothing of the formula. At single places a ln y + b ln(1 − y) is maximised by golden-section search
 * (a and b being both densities there), and the y it comes to is compared with D*. And D* as a whole is bent by waves:
 * each bent D must have a smaller V, by just the gap that `gapToOptimal` gives.
 */
import { type Density, jointSupport } from "./density.ts";
import { sigmoid, softplus } from "./softplus.ts";
import { criterion, gapToOptimal, type Logits, optimalD, optimalLogits, value } from "./value.ts";

export interface Proposition1Check {
  /** Places at which y was searched for, and the largest |y − D*| among them: some 1e-8, the search's own precision. */
  readonly places: number;
  readonly largestDeviation: number;
  /** Bent D's, the smallest loss of V among them (above 0), and the largest |V(D) + gap − C(G)|. */
  readonly bends: number;
  readonly smallestDrop: number;
  readonly largestIdentityError: number;
}

const PLACES = 101;
/** Amplitude in logits and waves over the support. */
const BENDS: readonly (readonly [amplitude: number, waves: number])[] = [0.1, -0.1, 1, -1].flatMap((amplitude) =>
  [0.5, 1, 2.5].map((waves) => [amplitude, waves] as const),
);

/** @param p p_data and @param q p_g, both with a density in closed form */
export function checkProposition1(p: Density, q: Density): Proposition1Check {
  const [low, high] = jointSupport(p, q);
  const best = optimalD(p, q);
  const deviations = Array.from({ length: PLACES }, (_, i) => {
    const x = low + ((high - low) * i) / (PLACES - 1);
    return Math.abs(bestAnswer(p.at(x), q.at(x)) - best(x));
  });
  const [most, logits] = [criterion(p, q), optimalLogits(p, q)];
  const bent = BENDS.map(([amplitude, waves]): Logits => {
    return (x) => logits(x) + amplitude * Math.sin((2 * Math.PI * waves * (x - low)) / (high - low));
  });
  const drops = bent.map((one) => most - value(one, p, q));
  return {
    places: PLACES,
    largestDeviation: Math.max(...deviations),
    bends: bent.length,
    smallestDrop: Math.min(...drops),
    largestIdentityError: Math.max(...bent.map((one, i) => Math.abs((drops[i] as number) - gapToOptimal(one, p, q)))),
  };
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The y in (0, 1) with the largest a ln y + b ln(1 − y), searched for among logits from −100 to 100. */
function bestAnswer(a: number, b: number): number {
  const scale = Math.max(a, b); // the place of the maximum does not depend on it, the search's precision does
  const loss = (logit: number): number => (a / scale) * softplus(-logit) + (b / scale) * softplus(logit);
  let [low, high] = [-100, 100];
  while (high - low > 1e-9) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return sigmoid((low + high) / 2);
}
