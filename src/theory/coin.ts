/**
 * @file The example of the two coins: P = (½, ½) and Q = (.9, .1), M = (P + Q)/2 = (.7, .3).
 *
 * A note that is often copied has KL(Q‖M) ≈ .149 and JSD ≈ .118. They are .11632 and .10175 nats.
 */
import { jensenShannon } from "../metrics/jensen-shannon.ts";
import { kullbackLeibler } from "../metrics/kullback-leibler.ts";

export interface CoinExample {
  readonly p: readonly number[];
  readonly q: readonly number[];
  readonly middle: readonly number[];
  /** KL(P‖M), KL(Q‖M) and their mean, in nats. */
  readonly klP: number;
  readonly klQ: number;
  readonly jsd: number;
}

/** Computes the example. */
export function coinExample(): CoinExample {
  const [p, q] = [
    [0.5, 0.5],
    [0.9, 0.1],
  ] as const;
  const middle = p.map((mass, i) => (mass + (q[i] as number)) / 2);
  return { p, q, middle, klP: kullbackLeibler(p, middle), klQ: kullbackLeibler(q, middle), jsd: jensenShannon(p, q) };
}
