// What runs are made of: settings, data and mishaps that several sets take.
export const base = {
  penalty: "none",
  ema: 0,
  batch: 128,
  "z.size": 2,
  width: 64,
  depth: 2,
  activation: "relu",
  beta1: 0.5,
};
export const r1 = { penalty: "r1", "penalty.weight": 0.1 };

/** Numbers that look drawn and are always the same. */
export const cloudOf = (count, seed) =>
  Array.from({ length: count }, (_, i) => {
    const turn = 2 * Math.PI * ((i * 0.618034 + seed * 0.237) % 1);
    const radius = 1 + ((i * 0.7548776 + seed * 0.569) % 1);
    return [radius * Math.cos(turn), radius * Math.sin(turn)].map((x) => Math.round(x * 1e4) / 1e4);
  });

export const smooth = { ...base, ...r1, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.99 };
/** G's rate is raised by hand for a while: its units die, and it draws one thing. */
export const jolts = (step, value, back) => [
  { step, key: "lr.g", value },
  { step: step + 60, key: "lr.g", value: back },
];
export const few = { ...smooth, width: 96, depth: 3, batch: 16, ema: 0.98 };

export const calm = (data, width, rate, more = {}, steps = 1500) => ({
  data,
  settings: { ...base, ...r1, width, "lr.g": rate, "lr.d": rate, ema: 0.985, ...more },
  steps,
});
export const rough = (data, width, g, d, more = {}, steps = 1200) => ({
  data,
  settings: { ...base, width, "lr.g": g, "lr.d": d, ...more },
  steps,
});
/** A G of few points, which it can learn by heart. */
export const byHeart = (points, cloud, width, rate, more = {}, steps = 2500) => ({
  data: "few",
  few: cloudOf(points, cloud),
  settings: { ...smooth, batch: 16, depth: 3, ema: 0.975, width, "lr.g": rate, "lr.d": rate, ...more },
  steps,
});

export const six = { "d.steps": 6 };
export const gone = (run, step, value) => ({ ...run, jolts: jolts(step, value, run.settings["lr.g"]) });
export const worse = (run, step, value) => ({ ...run, jolts: jolts(step, value, 1.5e-5) });

/** Modes that are left out and stay out: D learns faster than G, and nothing holds it back. */
export const dropping = (data, settings, steps = 2500) => ({
  ...{ data, steps },
  settings: { ...base, ema: 0.99, ...settings },
});
export const deep = { depth: 3 };

export const number = (value) => Number(value.toPrecision(3));
