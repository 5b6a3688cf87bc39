/**
 * @file DiffAugment: D sees real and generated images only after random colour, translation and cutout, through which G
 * learns. With little data D otherwise knows the training images by heart, and what it says is of no use to G.
 *
 *   L_D = E[f_D(−D(T(x)))] + E[f_D(D(T(G(z))))],   L_G = E[f_G(−D(T(G(z))))]
 *
 * Zhao, Liu, Lin, Zhu & Han, "Differentiable augmentation for data-efficient GAN training", 2020,
 * https://arxiv.org/abs/2006.10738. Its ranges, for images in [−1, 1]: brightness ± ½, saturation 0 to 2, contrast ½ to
 * 1½, translation up to ⅛ of the image with zeros coming in, cutout of a square of half the image whose middle is
 * anywhere in it. There every image gets every transform of the policy; here each with probability p, which is 1 unless
 * it is adapted (`adaptive-strength.ts`).
 */
import { GantryError } from "../base/error.ts";
import type { Shape } from "../base/shape.ts";
import type { Node } from "../graph/node.ts";
import { add, cast, floor, greater, minimum, mul, reshape, sliceAxis, sub } from "../graph/primitives.ts";
import { changeColour, cutOut, translate } from "../models/augmentation.ts";
import type { Control } from "./game.ts";
import type { View } from "./view.ts";

type Transform = "colour" | "translation" | "cutout";

/** Which transforms a policy has, in the paper's order, in which they are applied. */
const POLICIES: Readonly<Record<string, readonly Transform[]>> = {
  all: ["colour", "translation", "cutout"],
  "no-colour": ["translation", "cutout"],
  "no-translation": ["colour", "cutout"],
  "no-cutout": ["colour", "translation"],
  colour: ["colour"],
  translation: ["translation"],
  cutout: ["cutout"],
};

/** Names of policies; the paper's is the first, the others leave something out that the data must not lose. */
export const AUGMENT_POLICIES: readonly string[] = Object.keys(POLICIES);

export interface DiffAugmentOptions {
  /** One of `AUGMENT_POLICIES`; the first by default. */
  readonly policy?: string;
  /** p, the probability that an example gets a transform: by default 1, always. */
  readonly strength?: Control;
}

const always: Control = () => 1;

/**
 * The control `augment` is p. It draws `[N, 12]` uniform numbers for a batch (fewer for a smaller policy).
 *
 * @throws E107 where the batch is one of points, E112 for a policy of another name
 */
export function diffAugment({ policy = "all", strength = always }: DiffAugmentOptions = {}): View {
  const chosen = transformsOf(policy);
  const width = chosen.reduce((sum, name) => sum + steps[name].draws, 0);
  return {
    name: "augment",
    inputs: (shape) => ({ draws: { kind: "uniform", shape: [batchOf(shape), width], low: 0, high: 1 } }),
    controls: { augment: strength },
    limits: { augment: 1 },
    apply: (x, draws, controls) => {
      const next = drawing(draws.draws as Node);
      const chance = controls.augment as Node;
      return chosen.reduce((seen, name) => steps[name].apply(seen, { next, chance }), x);
    },
  };
}

function transformsOf(policy: string): readonly Transform[] {
  const chosen = Object.hasOwn(POLICIES, policy) ? POLICIES[policy] : undefined;
  if (chosen !== undefined) return chosen;
  throw new GantryError("E112", {
    where: "augment.policy",
    expected: `one of ${AUGMENT_POLICIES.join(", ")}`,
    got: policy,
  });
}

function batchOf(shape: Shape): number {
  if (shape.length !== 4) throw new GantryError("E107", { where: "augment", kind: "points" });
  return shape[0] as number;
}

/** What a transform goes by: uniform numbers `[N]` in [0, 1), and the probability that an example gets it. */
interface Chance {
  readonly next: () => Node;
  readonly chance: Node;
}

interface Step {
  /** How many uniform numbers an example needs. */
  readonly draws: number;
  readonly apply: (x: Node, chance: Chance) => Node;
}

/** The columns of `draws` `[N, width]`, one after the other. */
function drawing(draws: Node): () => Node {
  let column = 0;
  return () => {
    column += 1;
    return reshape(sliceAxis(draws, 1, column - 1, column), [draws.shape[0] as number]);
  };
}

/** `[N]`, 1 where the example gets the transform, else 0. */
const gate = ({ next, chance }: Chance): Node => cast(greater(chance, next()), "float32");

/** Between `low` and `high` where the example gets it, else `otherwise`. */
function between(chance: Chance, low: number, high: number, otherwise: number): Node {
  const away = add(mul(chance.next(), high - low), low - otherwise);
  return add(mul(gate(chance), away), otherwise);
}

/** A whole number in [0, count). @param unit `[N]` in [0, 1) */
const whole = (unit: Node, count: number): Node => minimum(floor(mul(unit, count)), count - 1); // u·count may round up

/** Whole pixels, up to ⅛ of `extent` to either side. */
function shift(extent: number, on: Node, unit: Node): Node {
  const most = Math.floor(extent / 8);
  return mul(on, sub(whole(unit, 2 * most + 1), most));
}

const extentsOf = ({ shape }: Node): readonly [number, number] => [shape[2] as number, shape[3] as number];

const steps: Readonly<Record<Transform, Step>> = {
  colour: {
    draws: 6,
    apply: (x, chance) =>
      changeColour(x, {
        brightness: between(chance, -0.5, 0.5, 0),
        saturation: between(chance, 0, 2, 1),
        contrast: between(chance, 0.5, 1.5, 1),
      }),
  },
  translation: {
    draws: 3,
    apply: (x, chance) => {
      const on = gate(chance);
      const [height, width] = extentsOf(x);
      return translate(x, { down: shift(height, on, chance.next()), right: shift(width, on, chance.next()) });
    },
  },
  cutout: {
    draws: 3,
    apply: (x, chance) => {
      const cut = gate(chance);
      const [h, w] = extentsOf(x);
      const middle = { row: whole(chance.next(), h), column: whole(chance.next(), w) };
      return cutOut(x, { ...middle, height: Math.round(h / 2), width: Math.round(w / 2), cut });
    },
  },
};
