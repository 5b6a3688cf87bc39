// The runs that verdicts are judged on: each recipe as it comes, twice, and each as it goes wrong, by settings alone.
import { recipes } from "gantry/recipes";

/** Shorter than by default: half a minute to a minute and a half of one thread. */
const HEALTHY_STEPS = {
  ...{ gan: 2000, cgan: 2000, "gan-2014": 1000, wgan: 1500, "wgan-gp": 2000, r3gan: 2000, sngan: 2000, unrolled: 1000 },
  ...{ dcgan: 1000, acgan: 1000, infogan: 1000, sgan: 800, began: 700 },
};
const BROKEN_STEPS = {
  ...{ gan: 1200, cgan: 1200, "gan-2014": 800, wgan: 1200, "wgan-gp": 1200, r3gan: 1200, sngan: 1200, unrolled: 800 },
  ...{ dcgan: 900, acgan: 900, infogan: 900, sgan: 800, began: 600 },
};

/** Those that take points learn the ring, the others MNIST. */
const ON_IMAGES = new Set(["dcgan", "acgan", "infogan", "sgan", "began"]);
export const dataOf = (recipe) => (ON_IMAGES.has(recipe) ? "mnist" : "ring8");

/** What makes a recipe quick enough for this, and is no fault. */
const QUICK = { began: { width: 8, "z.size": 32, "lr.g": 4e-4, "lr.d": 4e-4, "k.rate": 0.02 } };

/**
 * How each fault is provoked. Without a penalty D is not held back from winning; of a z that hardly varies, G can draw but
 * one thing.
 */
const FAULTS = {
  "D winning": (rates) => ({ "lr.g": 1e-6, "lr.d": 2 * rates.d, penalty: "none" }),
  "G winning": (rates) => ({ "lr.g": rates.g, "lr.d": 1e-6 }),
  collapsed: () => ({ "z.kind": "uniform", "z.range": 1e-3 }),
  diverged: () => ({ "lr.g": 1000, "lr.d": 1000 }),
  stalled: () => ({ "lr.g": 1e-7, "lr.d": 1e-7 }),
};

/**
 * Where a fault makes no sense: no rate lets a D diverge whose weights are clipped or divided by their norms; `began`'s
 * controller, not D, says who is ahead; `sgan`'s z and `infogan`'s codes vary as they do; a critic's penalty is its loss.
 */
const IMPOSSIBLE = {
  wgan: ["diverged"],
  sngan: ["diverged"],
  began: ["D winning", "G winning"],
  sgan: ["collapsed"],
  infogan: ["collapsed"],
  "wgan-gp": ["D winning"],
};

const DATA = {
  mnist: { kind: "images", size: 28, channels: 1, classes: 10 },
  ring8: { kind: "points", dimensions: 2 },
};

function ratesOf(recipe, data) {
  const own = recipe.defaultsFor?.(DATA[data]) ?? {};
  const rate = (key) => own[key] ?? recipe.settings[key].default;
  return { g: rate("lr.g"), d: rate("lr.d") };
}

const known = (recipe, settings) =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => key in recipe.settings));

function runsOf(recipe, index) {
  const { name } = recipe;
  const [data, quick] = [dataOf(name), QUICK[name] ?? {}];
  const run = (cause, seed, steps, settings) => ({ recipe: name, cause, data, seed, steps, settings });
  const healthy = [0, 1].map((seed) => run("default", 100 * index + seed, HEALTHY_STEPS[name], quick));
  const broken = Object.entries(FAULTS)
    .filter(([fault]) => !(IMPOSSIBLE[name] ?? []).includes(fault))
    .map(([fault, settingsFor], i) => {
      const settings = known(recipe, { ...quick, ...settingsFor(ratesOf(recipe, data)) });
      return run(fault, 100 * index + 10 + i, BROKEN_STEPS[name], settings);
    });
  return [...healthy, ...broken];
}

/** [{ recipe, cause, data, seed, steps, settings }], recipe by recipe; `cause` is `default` or the fault. */
export const VERDICT_RUNS = recipes.filter(({ name }) => name in HEALTHY_STEPS).flatMap(runsOf);
