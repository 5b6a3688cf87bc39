// The runs: causes provoked on purpose, and healthy ones. The judged set shares no seed, width, learning rate or k
// with the tuning set, and has data that the tuning set has not.
const base = { penalty: "none", ema: 0, batch: 128, "z.size": 2, width: 64, depth: 2, activation: "relu", beta1: 0.5 };
const r1 = { penalty: "r1", "penalty.weight": 0.1 };

/** Numbers that look drawn and are always the same. */
const cloudOf = (count, seed) =>
  Array.from({ length: count }, (_, i) => {
    const turn = 2 * Math.PI * ((i * 0.618034 + seed * 0.237) % 1);
    const radius = 1 + ((i * 0.7548776 + seed * 0.569) % 1);
    return [radius * Math.cos(turn), radius * Math.sin(turn)].map((x) => Math.round(x * 1e4) / 1e4);
  });

const smooth = { ...base, ...r1, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.99 };
/** G's rate is raised by hand for a while: its units die, and it draws one thing. */
const jolts = (step, value, back) => [
  { step, key: "lr.g", value },
  { step: step + 60, key: "lr.g", value: back },
];
const few = { ...smooth, width: 96, depth: 3, batch: 16, ema: 0.98 };

export const TUNING = {
  healthy: [
    { data: "ring8", settings: { ...smooth, width: 96, depth: 3 }, steps: 2000 },
    { data: "moons", settings: smooth, steps: 1500 },
    { data: "grid25", settings: { ...smooth, width: 128, depth: 3, "lr.g": 2e-3, "lr.d": 2e-3 }, steps: 2500 },
    { data: "moons", settings: { ...smooth, "lr.g": 5e-4, "lr.d": 5e-4, "d.steps": 2, ema: 0 }, steps: 2000 },
    { data: "swissroll", settings: { ...smooth, width: 96 }, steps: 2000 },
    { data: "moons", settings: { ...smooth, loss: "hinge", "lr.g": 5e-4 }, steps: 1500 },
    {
      data: "ring8",
      settings: {
        ...base,
        loss: "wasserstein",
        penalty: "gp",
        "penalty.weight": 1,
        "lr.g": 1e-3,
        "lr.d": 1e-3,
        "d.steps": 3,
        beta1: 0,
        ema: 0.99,
      },
      steps: 1500,
    },
    { data: "moons", settings: { ...smooth, loss: "ls" }, steps: 1500 },
    { data: "ring8", settings: { ...smooth, loss: "relativistic" }, steps: 2000 },
    { data: "blobs", count: 300, settings: smooth, steps: 1500 }, // few, and no copies of them
    { data: "circles", count: 200, settings: { ...smooth, batch: 64 }, steps: 1500 },
  ],
  "D winning": [
    { data: "ring8", settings: { ...base, loss: "ns", "lr.g": 1e-5, "lr.d": 2e-3, "d.steps": 2 }, steps: 1200 },
    { data: "swissroll", settings: { ...base, loss: "ns", "lr.g": 2e-6, "lr.d": 2e-3 }, steps: 1200 },
    { data: "grid25", settings: { ...base, loss: "hinge", "lr.g": 5e-6, "lr.d": 1e-3, "d.steps": 3 }, steps: 1200 },
    { data: "moons", settings: { ...base, loss: "ls", "lr.g": 1e-5, "lr.d": 2e-3, "d.steps": 2 }, steps: 1200 },
    { data: "ring8", settings: { ...base, loss: "minimax", "lr.g": 1e-4, "lr.d": 1e-2, "d.steps": 5 }, steps: 1000 },
    { data: "moons", settings: { ...base, loss: "minimax", "lr.g": 2e-5, "lr.d": 5e-3, "d.steps": 3 }, steps: 1200 },
  ],
  "G winning": [
    { data: "ring8", settings: { ...base, "lr.g": 1e-3, "lr.d": 1e-6 }, steps: 1200 },
    { data: "moons", settings: { ...base, "lr.g": 1e-3, "lr.d": 1e-5, loss: "hinge" }, steps: 1200 },
    { data: "grid25", settings: { ...base, "lr.g": 2e-3, "lr.d": 2e-6, beta1: 0 }, steps: 1200 },
    { data: "swissroll", settings: { ...base, "lr.g": 5e-4, "lr.d": 1e-6, loss: "ls" }, steps: 1200 },
    { data: "moons", settings: { ...base, "lr.g": 1e-3, "lr.d": 5e-6, loss: "minimax" }, steps: 1200 },
  ],
  oscillating: [
    { data: "ring8", settings: { ...base, "lr.g": 1e-3, "lr.d": 1e-4 }, steps: 1500 },
    { data: "grid25", settings: { ...base, "lr.g": 1e-3, "lr.d": 2e-4, beta1: 0.9 }, steps: 1500 },
    { data: "moons", settings: { ...base, beta1: 0.9, "lr.g": 1e-2, "lr.d": 1e-2 }, steps: 1500 },
    { data: "ring8", settings: { ...base, loss: "wasserstein", "lr.g": 1e-3, "lr.d": 1e-3, beta1: 0.9 }, steps: 1500 },
    { data: "swissroll", settings: { ...base, beta1: 0.9, "lr.g": 5e-3, "lr.d": 5e-3 }, steps: 1500 },
    { data: "grid25", settings: { ...base, beta1: 0.9, "lr.g": 5e-3, "lr.d": 2e-3, loss: "hinge" }, steps: 1500 },
  ],
  collapsed: [
    { data: "ring8", settings: { ...smooth, "penalty.weight": 1, "z.kind": "uniform", "z.range": 1e-3 }, steps: 1500 },
    { data: "moons", settings: { ...smooth, ema: 0 }, jolts: jolts(600, 0.05, 1e-3), steps: 1500 },
    { data: "grid25", settings: { ...smooth, ema: 0.98 }, jolts: jolts(600, 0.1, 1e-3), steps: 1500 },
    { data: "ring8", settings: { ...base, loss: "minimax", "lr.g": 2e-4, "lr.d": 2e-3, "d.steps": 3 }, steps: 1500 },
    { data: "swissroll", settings: { ...smooth }, jolts: jolts(500, 0.1, 1e-4), steps: 1500 },
    { data: "ring8", settings: { ...base, "lr.g": 0.05, "lr.d": 1e-3 }, steps: 1000 },
    { data: "moons", settings: { ...smooth, "z.kind": "uniform", "z.range": 1e-2 }, steps: 1500 },
    { data: "ring8", settings: { ...smooth }, jolts: jolts(700, 0.2, 5e-4), steps: 1500 },
  ],
  "losing diversity": [
    {
      data: "ring8",
      settings: { ...smooth, "z.kind": "uniform", "z.range": 0.05, "lr.g": 3e-4, "lr.d": 3e-4 },
      steps: 1200,
    },
    {
      data: "moons",
      settings: { ...smooth, "z.kind": "uniform", "z.range": 0.03, "lr.g": 2e-4, "lr.d": 2e-4 },
      steps: 1200,
    },
    { data: "grid25", settings: { ...smooth, ema: 0 }, jolts: jolts(600, 0.02, 1e-5), steps: 1200 },
    { data: "swissroll", settings: { ...smooth, ema: 0 }, jolts: jolts(600, 0.02, 1e-5), steps: 1200 },
    { data: "ring8", settings: { ...smooth, ema: 0 }, jolts: jolts(600, 0.01, 1e-5), steps: 1200 },
    { data: "moons", settings: { ...smooth, ema: 0 }, jolts: jolts(700, 0.02, 1e-5), steps: 1300 },
  ],
  stalled: [
    { data: "ring8", settings: { ...base, "lr.g": 1e-7, "lr.d": 1e-7 }, steps: 1200 },
    { data: "moons", settings: { ...base, "lr.g": 1e-6, "lr.d": 1e-7 }, steps: 1200 },
    { data: "grid25", settings: { ...base, ...r1, "lr.g": 1e-7, "lr.d": 1e-6 }, steps: 1200 },
    { data: "swissroll", settings: { ...base, "lr.g": 1e-7, "lr.d": 1e-7, loss: "hinge" }, steps: 1200 },
  ],
  diverged: [
    { data: "ring8", settings: { ...base, "lr.g": 10, "lr.d": 10, loss: "hinge" }, steps: 600 },
    { data: "moons", settings: { ...base, optimiser: "sgd", "lr.g": 10, "lr.d": 10, loss: "ls" }, steps: 600 },
    { data: "grid25", settings: { ...base, "lr.g": 1, "lr.d": 1, loss: "wasserstein" }, steps: 600 },
    { data: "moons", settings: { ...base, "lr.g": 3, "lr.d": 3 }, steps: 600 },
  ],
  memorising: [
    { data: "few", few: cloudOf(16, 1), settings: few, steps: 3000 },
    { data: "few", few: cloudOf(20, 2), settings: few, steps: 3000 },
    { data: "few", few: cloudOf(24, 3), settings: { ...few, "lr.g": 2e-3, "lr.d": 2e-3 }, steps: 3000 },
  ],
};

/**
 * The first judged set, which found one cause badly recalled; it became tuning data with that. Other seeds, widths, learning rates and numbers of D steps than the tuning set, and two sets of data
 * that it has not.
 */
const calm = (data, width, rate, more = {}, steps = 1500) => ({
  data,
  settings: { ...base, ...r1, width, "lr.g": rate, "lr.d": rate, ema: 0.985, ...more },
  steps,
});
const rough = (data, width, g, d, more = {}, steps = 1200) => ({
  data,
  settings: { ...base, width, "lr.g": g, "lr.d": d, ...more },
  steps,
});
const tiny = { batch: 16, depth: 3, ema: 0.975 };

export const SECOND = {
  healthy: [
    calm("moons", 48, 1.5e-3),
    calm("moons", 80, 7e-4, { "d.steps": 3 }, 1300),
    calm("ring8", 80, 1.5e-3, { depth: 3 }, 1800),
    calm("ring8", 112, 7e-4, { depth: 3 }, 2000),
    calm("swissroll", 80, 1.2e-3),
    calm("circles", 48, 1.5e-3),
    calm("circles", 80, 8e-4, { "d.steps": 3 }, 1300),
    calm("spiral", 80, 1.5e-3, { depth: 3 }, 1800),
    calm("blobs", 48, 7e-4),
    calm("moons", 112, 1.2e-3, { loss: "hinge" }),
    calm("circles", 80, 1.2e-3, { loss: "hinge" }),
    calm("moons", 80, 1.5e-3, { loss: "ls" }),
    calm("ring8", 80, 1.5e-3, { loss: "relativistic", depth: 3 }, 1800),
    calm("moons", 80, 1.2e-3, { loss: "relativistic" }),
    calm("moons", 48, 8e-4, { ema: 0, "d.steps": 3 }),
    calm("circles", 112, 7e-4, { ema: 0, "penalty.weight": 0.3 }),
    calm("swissroll", 112, 8e-4, { "d.steps": 3 }),
    calm(
      "moons",
      80,
      1.2e-3,
      { loss: "wasserstein", penalty: "gp", "penalty.weight": 2, "d.steps": 4, beta1: 0 },
      1200,
    ),
    calm(
      "ring8",
      80,
      1.2e-3,
      { loss: "wasserstein", penalty: "gp", "penalty.weight": 1, "d.steps": 4, beta1: 0 },
      1300,
    ),
    calm("grid25", 112, 1.5e-3, { depth: 3, batch: 192 }, 2500),
    calm("moons", 80, 1.5e-3, { batch: 256 }),
    calm("circles", 48, 1.2e-3, { loss: "minimax-then-ns", "loss.switchAt": 200 }),
    { ...calm("blobs", 80, 1.5e-3), count: 250 },
    { ...calm("circles", 48, 7e-4), count: 400 },
    { ...calm("blobs", 48, 1.2e-3, { batch: 64 }), count: 150 },
  ],
  "D winning": [
    rough("ring8", 48, 7e-6, 3e-3, { "d.steps": 4 }, 900),
    rough("moons", 80, 3e-6, 3e-3, { "d.steps": 4 }, 900),
    rough("swissroll", 48, 4e-6, 3e-3, { loss: "hinge", "d.steps": 4 }, 900),
    rough("circles", 80, 3e-6, 3e-3, { loss: "ls", "d.steps": 4 }, 900),
    rough("grid25", 48, 7e-6, 3e-3, {}, 1000),
    rough("spiral", 80, 3e-6, 4e-3, { "d.steps": 4 }, 900),
    rough("ring8", 96, 5e-5, 8e-3, { loss: "minimax", "d.steps": 4 }, 1000),
    rough("moons", 48, 7e-6, 3e-3, { loss: "minimax", "d.steps": 4 }, 900),
  ],
  "G winning": [
    rough("ring8", 48, 8e-4, 5e-7, {}, 900),
    rough("moons", 80, 1.5e-3, 7e-7, {}, 900),
    rough("swissroll", 48, 7e-4, 5e-7, { loss: "hinge" }, 900),
    rough("circles", 80, 8e-4, 3e-7, { loss: "ls" }, 900),
    rough("grid25", 48, 1.5e-3, 7e-7, {}, 900),
    rough("spiral", 80, 7e-4, 5e-7, { loss: "minimax" }, 900),
    rough("blobs", 48, 1.2e-3, 7e-7, { loss: "ls" }, 900),
    rough("circles", 96, 3e-4, 5e-7, { "d.steps": 2 }, 900),
  ],
  oscillating: [
    rough("ring8", 48, 1.5e-3, 1.2e-4),
    rough("ring8", 96, 2e-3, 2e-4, { beta1: 0.8 }),
    rough("grid25", 48, 1.2e-3, 1.5e-4),
    rough("circles", 48, 8e-3, 8e-3, { beta1: 0.85 }),
    rough("swissroll", 48, 7e-3, 7e-3, { beta1: 0.85 }),
    rough("moons", 48, 1.2e-2, 8e-3, { beta1: 0.85 }),
    rough("grid25", 80, 3e-3, 4e-4, { loss: "hinge" }),
    rough("spiral", 48, 2e-3, 1.5e-4),
  ],
  collapsed: [
    rough("ring8", 48, 7e-3, 7e-3, { beta1: 0.85 }),
    rough("ring8", 96, 4e-3, 4e-3, { beta1: 0.85 }),
    rough("ring8", 80, 3e-4, 3e-3, { loss: "minimax", "d.steps": 4 }),
    rough("moons", 48, 3e-4, 3e-3, { loss: "minimax", "d.steps": 4 }),
    rough("circles", 80, 3e-4, 4e-3, { loss: "minimax", "d.steps": 4 }),
    rough("grid25", 80, 7e-3, 7e-3, { beta1: 0.85 }),
    rough("spiral", 48, 4e-3, 7e-3, { beta1: 0.85, loss: "minimax" }),
    rough("ring8", 48, 3e-3, 7e-3, { loss: "minimax", beta1: 0.7, "d.steps": 4 }),
    rough("ring8", 48, 1e-2, 1e-2, { beta1: 0.7 }),
    rough("swissroll", 80, 3e-4, 4e-3, { loss: "minimax", "d.steps": 4 }),
    { ...calm("moons", 80, 8e-4, { ema: 0 }), jolts: jolts(500, 0.07, 8e-4) },
    { ...calm("ring8", 80, 1.2e-3), jolts: jolts(600, 0.15, 7e-4) },
    { ...calm("circles", 48, 1.5e-3), jolts: jolts(500, 0.07, 2e-4) },
    { ...calm("spiral", 80, 1.2e-3), jolts: jolts(600, 0.15, 1.2e-3) },
    { ...calm("blobs", 48, 8e-4, { ema: 0 }), jolts: jolts(400, 0.15, 8e-4) },
    { ...calm("grid25", 112, 1.5e-3), jolts: jolts(600, 0.07, 3e-4) },
    { ...calm("swissroll", 80, 7e-4, { loss: "hinge" }), jolts: jolts(500, 0.15, 7e-4) },
    calm("circles", 80, 8e-4, { "z.kind": "uniform", "z.range": 2e-3, "penalty.weight": 0.7 }),
    calm("ring8", 48, 7e-4, { "z.kind": "uniform", "z.range": 5e-3, "penalty.weight": 0.7 }),
  ],
  "losing diversity": [
    calm("ring8", 80, 2e-4, { "z.kind": "uniform", "z.range": 0.06 }, 1200),
    calm("moons", 48, 3e-4, { "z.kind": "uniform", "z.range": 0.02 }, 1200),
    calm("circles", 80, 3e-4, { "z.kind": "uniform", "z.range": 0.04 }, 1200),
    calm("blobs", 80, 2e-4, { "z.kind": "uniform", "z.range": 0.05 }, 1200),
    { ...calm("moons", 80, 8e-4, { ema: 0 }), jolts: jolts(600, 0.015, 2e-5) },
    { ...calm("ring8", 80, 1.2e-3, { ema: 0 }), jolts: jolts(700, 0.015, 2e-5) },
    { ...calm("circles", 48, 1.2e-3, { ema: 0 }), jolts: jolts(500, 0.03, 2e-5) },
    { ...calm("blobs", 48, 8e-4, { ema: 0 }), jolts: jolts(600, 0.03, 2e-5) },
    { ...calm("spiral", 80, 1.2e-3, { ema: 0 }), jolts: jolts(700, 0.015, 2e-5) },
    { ...calm("grid25", 112, 1.2e-3, { ema: 0 }), jolts: jolts(700, 0.015, 2e-5) },
  ],
  stalled: [
    rough("ring8", 48, 2e-7, 2e-7, {}, 900),
    rough("moons", 80, 3e-7, 2e-7, {}, 900),
    rough("circles", 48, 2e-7, 3e-7, { loss: "hinge" }, 900),
    rough("grid25", 80, 2e-7, 2e-7, { loss: "ls" }, 900),
    rough("spiral", 48, 3e-7, 3e-7, { loss: "minimax" }, 900),
    rough("swissroll", 80, 2e-7, 2e-7, { "d.steps": 4 }, 900),
  ],
  diverged: [
    rough("ring8", 48, 5, 5, { loss: "hinge" }, 500),
    rough("moons", 80, 20, 20, { optimiser: "sgd", loss: "ls" }, 500),
    rough("circles", 48, 2, 2, { loss: "wasserstein" }, 500),
    rough("grid25", 80, 20, 5, { loss: "hinge" }, 500),
    rough("spiral", 48, 0.5, 0.5, { loss: "wasserstein" }, 500),
    rough("swissroll", 80, 7, 7, { loss: "ls" }, 500),
  ],
  memorising: [
    {
      data: "few",
      few: cloudOf(18, 11),
      settings: { ...smooth, ...tiny, width: 80, "lr.g": 1.5e-3, "lr.d": 1.5e-3 },
      steps: 2500,
    },
    {
      data: "few",
      few: cloudOf(20, 12),
      settings: { ...smooth, ...tiny, width: 112, "lr.g": 1.2e-3, "lr.d": 1.2e-3 },
      steps: 2500,
    },
    {
      data: "few",
      few: cloudOf(16, 13),
      settings: { ...smooth, ...tiny, width: 80, "lr.g": 8e-4, "lr.d": 8e-4 },
      steps: 3000,
    },
    {
      data: "few",
      few: cloudOf(22, 14),
      settings: { ...smooth, ...tiny, width: 112, "lr.g": 1.5e-3, "lr.d": 1.5e-3 },
      steps: 3000,
    },
    {
      data: "few",
      few: cloudOf(17, 15),
      settings: { ...smooth, ...tiny, width: 80, "lr.g": 1.5e-3, "lr.d": 1.5e-3, "d.steps": 3 },
      steps: 2000,
    },
    {
      data: "few",
      few: cloudOf(19, 16),
      settings: { ...smooth, ...tiny, width: 80, "lr.g": 1.2e-3, "lr.d": 1.2e-3, loss: "hinge" },
      steps: 2500,
    },
  ],
};

/**
 * The second judged set, which went the way of the first: seeds, widths, learning rates and numbers of D steps that
 * neither of the others has, and two more sets of data.
 */
const six = { "d.steps": 6 };
const gone = (run, step, value) => ({ ...run, jolts: jolts(step, value, run.settings["lr.g"]) });
const worse = (run, step, value) => ({ ...run, jolts: jolts(step, value, 1.5e-5) });

export const THIRD = {
  healthy: [
    calm("moons", 56, 1.1e-3),
    calm("moons", 104, 6e-4, six, 1000),
    calm("ring8", 72, 1.1e-3, { depth: 3 }, 1800),
    calm("ring8", 104, 9e-4, { depth: 3 }, 1800),
    calm("swissroll", 72, 1.4e-3),
    calm("swissroll", 104, 9e-4),
    calm("square", 56, 1.1e-3),
    calm("square", 104, 9e-4, { ema: 0.99 }),
    calm("cross", 72, 1.1e-3),
    calm("cross", 104, 9e-4, { "penalty.weight": 0.2 }),
    calm("spiral", 104, 1.1e-3, { depth: 3 }, 1800),
    calm("circles", 72, 6e-4, { "penalty.weight": 0.2 }),
    calm("blobs", 56, 1.1e-3),
    calm("moons", 72, 9e-4, { loss: "hinge", "penalty.weight": 0.3 }),
    calm("square", 72, 9e-4, { loss: "ls" }),
    calm("moons", 56, 1.4e-3, { loss: "relativistic" }),
    calm("ring8", 56, 9e-4, { loss: "wasserstein", penalty: "gp", "penalty.weight": 1, ...six, beta1: 0 }, 1000),
    calm("square", 104, 6e-4, { ema: 0, "penalty.weight": 0.2 }),
    { ...calm("blobs", 72, 1.1e-3), count: 350 },
    { ...calm("square", 56, 9e-4), count: 450 },
    calm("grid25", 104, 1.1e-3, { depth: 3, batch: 224 }, 2500),
    calm("cross", 56, 1.4e-3, { loss: "minimax-then-ns", "loss.switchAt": 150 }),
  ],
  "D winning": [
    rough("ring8", 56, 9e-6, 2.5e-3, six, 800),
    rough("moons", 72, 5e-6, 3.5e-3, {}, 900),
    rough("square", 56, 6e-6, 2.5e-3, { loss: "hinge", ...six }, 800),
    rough("cross", 72, 5e-6, 2.5e-3, { loss: "ls", ...six }, 800),
    rough("swissroll", 104, 2.5e-6, 2.5e-3, {}, 900),
    rough("spiral", 56, 6e-6, 3.5e-3, six, 800),
    rough("circles", 72, 9e-6, 3.5e-3, { loss: "minimax", ...six }, 800),
    rough("grid25", 56, 5e-6, 3.5e-3, six, 800),
  ],
  "G winning": [
    rough("ring8", 56, 1.1e-3, 4e-7, {}, 900),
    rough("moons", 72, 9e-4, 4e-7, {}, 900),
    rough("square", 56, 1.1e-3, 6e-7, {}, 900),
    rough("cross", 72, 6e-4, 4e-7, { loss: "minimax" }, 900),
    rough("grid25", 104, 9e-4, 6e-7, {}, 900),
    rough("spiral", 56, 1.1e-3, 4e-7, { loss: "hinge" }, 900),
    rough("circles", 72, 9e-4, 4e-7, {}, 900),
    rough("swissroll", 56, 1.1e-3, 6e-7, { loss: "minimax" }, 900),
  ],
  oscillating: [
    rough("ring8", 56, 1.1e-3, 1.1e-4),
    rough("ring8", 72, 2.5e-3, 2.5e-4, { beta1: 0.75 }),
    rough("grid25", 56, 9e-4, 1.1e-4),
    rough("square", 56, 6e-3, 6e-3, { beta1: 0.9 }),
    rough("swissroll", 72, 6e-3, 6e-3, { beta1: 0.9 }),
    rough("moons", 56, 1.1e-2, 9e-3, { beta1: 0.9 }),
    rough("grid25", 104, 2.5e-3, 3.5e-4, { loss: "hinge" }),
    rough("cross", 56, 2.5e-3, 1.8e-4),
    rough("square", 72, 1.4e-3, 1.1e-4),
  ],
  collapsed: [
    gone(calm("moons", 72, 1.1e-3, { ema: 0 }), 550, 0.08),
    gone(calm("ring8", 72, 1.1e-3), 650, 0.12),
    gone(calm("square", 56, 9e-4), 550, 0.08),
    gone(calm("cross", 72, 1.1e-3), 650, 0.12),
    gone(calm("blobs", 56, 9e-4, { ema: 0 }), 450, 0.12),
    gone(calm("grid25", 104, 1.1e-3), 650, 0.08),
    gone(calm("swissroll", 72, 9e-4, { loss: "hinge" }), 550, 0.12),
    gone(calm("spiral", 56, 1.1e-3), 600, 0.12),
    worse(calm("moons", 56, 9e-4, { ema: 0 }), 650, 0.018),
    worse(calm("swissroll", 72, 1.1e-3, { ema: 0 }), 550, 0.025),
  ],
  "losing diversity": [
    calm("moons", 72, 3e-3, { loss: "ls", ema: 0.98 }, 1300),
    calm("moons", 104, 2.5e-3, { loss: "hinge", ema: 0.98 }, 1300),
    calm("spiral", 56, 3e-3, { loss: "hinge", ema: 0.98 }, 1300),
    calm("cross", 56, 3e-3, { loss: "ls", ema: 0.98 }, 1300),
    worse(calm("blobs", 56, 1.1e-3, { ema: 0 }), 650, 0.025),
    worse(calm("blobs", 104, 9e-4, { ema: 0 }), 550, 0.02),
    worse(calm("blobs", 72, 6e-4, { ema: 0 }), 750, 0.015),
    worse(calm("square", 72, 1.1e-3, { ema: 0 }), 650, 0.008),
    worse(calm("ring8", 104, 1.1e-3, { ema: 0 }), 750, 0.006),
    worse(calm("cross", 72, 9e-4, { ema: 0 }), 650, 0.008),
    worse(calm("moons", 72, 9e-4, { ema: 0 }), 650, 0.006),
    worse(calm("circles", 104, 9e-4, { ema: 0 }), 650, 0.008),
  ],
  stalled: [
    rough("ring8", 56, 1.5e-7, 1.5e-7, {}, 800),
    rough("moons", 72, 4e-7, 1.5e-7, {}, 800),
    rough("square", 56, 1.5e-7, 4e-7, { loss: "hinge" }, 800),
    rough("grid25", 104, 1.5e-7, 1.5e-7, { loss: "ls" }, 800),
    rough("cross", 56, 4e-7, 4e-7, { loss: "minimax" }, 800),
    rough("spiral", 72, 1.5e-7, 1.5e-7, six, 800),
  ],
  diverged: [
    rough("ring8", 56, 15, 15, { loss: "hinge" }, 500),
    rough("moons", 72, 15, 15, { optimiser: "sgd", loss: "ls" }, 500),
    rough("square", 56, 1.5, 1.5, { loss: "wasserstein" }, 500),
    rough("grid25", 104, 15, 8, { loss: "hinge" }, 500),
    rough("cross", 56, 0.8, 0.8, { loss: "wasserstein" }, 500),
    rough("swissroll", 72, 15, 15, { loss: "ls" }, 500),
  ],
  memorising: [
    {
      data: "few",
      few: cloudOf(16, 21),
      settings: { ...smooth, ...tiny, width: 72, "lr.g": 1.4e-3, "lr.d": 1.4e-3 },
      steps: 2500,
    },
    {
      data: "few",
      few: cloudOf(21, 22),
      settings: { ...smooth, ...tiny, width: 104, "lr.g": 1.1e-3, "lr.d": 1.1e-3 },
      steps: 2500,
    },
    {
      data: "few",
      few: cloudOf(18, 23),
      settings: { ...smooth, ...tiny, width: 104, "lr.g": 9e-4, "lr.d": 9e-4 },
      steps: 3000,
    },
    {
      data: "few",
      few: cloudOf(17, 24),
      settings: { ...smooth, ...tiny, width: 72, "lr.g": 1.1e-3, "lr.d": 1.1e-3, ...six },
      steps: 1500,
    },
    {
      data: "few",
      few: cloudOf(20, 25),
      settings: { ...smooth, ...tiny, width: 72, "lr.g": 1.4e-3, "lr.d": 1.4e-3, loss: "hinge" },
      steps: 2500,
    },
    {
      data: "few",
      few: cloudOf(19, 26),
      settings: { ...smooth, ...tiny, width: 104, "lr.g": 1.4e-3, "lr.d": 1.4e-3 },
      steps: 2500,
    },
  ],
};

const number = (value) => Number(value.toPrecision(3));

/** The like of a run of the third set, with other nets, rates and numbers of D steps. */
const likeOf =
  ({ widths, rates, k, clouds }) =>
  ({ few, settings, ...run }, i) => {
    const { width, "lr.g": g, "lr.d": d, "d.steps": steps = 1 } = settings;
    const rate = rates[i % 2];
    return {
      ...run,
      ...(few === undefined ? {} : { few: cloudOf(few.length, clouds + i) }),
      settings: {
        ...settings,
        width: widths[width] ?? width,
        "lr.g": number(g * rate),
        "lr.d": number(d * rate),
        "d.steps": steps === 6 ? k : steps,
      },
    };
  };

/** How many of each cause: about as many as the third set has. */
const COUNTS = { healthy: 22, "losing diversity": 9, collapsed: 9, "D winning": 8, oscillating: 8, "G winning": 7 };
const likeThird = (other) =>
  Object.fromEntries(
    Object.entries(THIRD).map(([cause, runs]) => [cause, runs.slice(0, COUNTS[cause] ?? 5).map(likeOf(other))]),
  );

/** The third judged set, which found too few runs that lost diversity, and not them. */
export const FOURTH = likeThird({ widths: { 56: 88, 72: 120, 104: 44 }, rates: [1.17, 0.86], k: 8, clouds: 40 });

/** Modes that are left out and stay out: D learns faster than G, and nothing holds it back. */
const dropping = (data, settings, steps = 2500) => ({
  ...{ data, steps },
  settings: { ...base, ema: 0.99, ...settings },
});
const deep = { depth: 3 };
export const DROPPING = {
  "losing diversity": [
    dropping("ring8", { "lr.g": 2e-4, "lr.d": 2e-4, width: 128 }),
    dropping("grid25", { "lr.g": 3e-4, "lr.d": 3e-4, width: 128, ...deep }),
    dropping("ring8", { "lr.g": 1e-4, "lr.d": 1e-4, width: 128, beta1: 0.8, ...deep }),
    dropping("grid25", { "lr.g": 2e-4, "lr.d": 2e-4, width: 128, loss: "hinge", ...deep }),
    dropping("ring8", { "lr.g": 5e-4, "lr.d": 5e-4, loss: "ls" }),
    dropping("ring8", { "lr.g": 5e-4, "lr.d": 5e-4, loss: "hinge" }),
    dropping("grid25", { "lr.g": 5e-4, "lr.d": 1e-3, width: 96, ...deep }),
    dropping("ring8", { "lr.g": 3e-4, "lr.d": 1e-3, width: 96, ...deep }),
    dropping("moons", { "lr.g": 5e-4, "lr.d": 1e-3, loss: "ls" }),
    dropping("blobs", { "lr.g": 5e-4, "lr.d": 5e-4 }),
    dropping("blobs", { "lr.g": 3e-4, "lr.d": 3e-4, loss: "hinge", width: 128 }),
    dropping("grid25", { "lr.g": 1e-3, "lr.d": 1e-3, ...deep, penalty: "r1", "penalty.weight": 0.01 }),
    dropping("ring8", { "lr.g": 1e-3, "lr.d": 1e-3, penalty: "r1", "penalty.weight": 0.003 }),
    dropping("blobs", { "lr.g": 1e-3, "lr.d": 1e-3, penalty: "r1", "penalty.weight": 0.003 }),
    dropping("ring8", { "lr.g": 3e-4, "lr.d": 1e-3, width: 96, ...deep }, 2000),
    dropping("ring8", { "lr.g": 4e-4, "lr.d": 1.2e-3, width: 80, ...deep }, 2000),
    dropping("ring8", { "lr.g": 2.5e-4, "lr.d": 8e-4, width: 112, loss: "minimax", ...deep }, 2000),
  ],
};

const lacking = ([w0, w1, w2], rate, jolt) => [
  dropping("ring8", { "lr.g": number(3.3e-4 * rate), "lr.d": number(1.1e-3 * rate), width: w0, ...deep }, 2200),
  dropping("ring8", { "lr.g": number(2.7e-4 * rate), "lr.d": number(9e-4 * rate), width: w1, ...deep }, 2200),
  dropping("ring8", { "lr.g": number(5e-4 * rate), "lr.d": number(1.5e-3 * rate), width: w2, ...deep }, 2200),
  dropping(
    "ring8",
    { "lr.g": number(3.6e-4 * rate), "lr.d": number(1.3e-3 * rate), width: w0 + 8, ...deep, batch: 160 },
    2200,
  ),
  dropping(
    "ring8",
    { "lr.g": number(4.4e-4 * rate), "lr.d": number(1.4e-3 * rate), width: w0 + 16, ...deep, "z.size": 3 },
    2200,
  ),
  worse(calm("blobs", w0, number(1.2e-3 * rate), { ema: 0 }), 600, jolt[0]),
  worse(calm("blobs", w1, number(8.4e-4 * rate), { ema: 0 }), 700, jolt[1]),
  worse(calm("blobs", w2, number(9.4e-4 * rate), { ema: 0 }), 650, jolt[2]),
];

/** With more of what loses diversity, since few runs stay so. */
const withLacking = (runs, more) => ({ ...runs, "losing diversity": [...runs["losing diversity"], ...more] });

/** The fourth judged set: two of three modes were called collapsed. */
export const FIFTH = withLacking(
  likeThird({ widths: { 56: 76, 72: 52, 104: 100 }, rates: [1.09, 0.92], k: 7, clouds: 60 }),
  lacking([76, 100, 52], 1, [0.024, 0.019, 0.028]),
);

/** The fifth judged set: the first steps of healthy runs were called oscillating. */
export const SIXTH = withLacking(
  likeThird({ widths: { 56: 68, 72: 108, 104: 60 }, rates: [1.13, 0.89], k: 9, clouds: 80 }),
  lacking([68, 116, 60], 1.06, [0.022, 0.017, 0.026]),
);

/**
 * The judged set: seeds, widths, learning rates and numbers of D steps that none of the others has. Written before the
 * thresholds were frozen, and not changed after they were.
 */
export const JUDGED = withLacking(
  likeThird({ widths: { 56: 90, 72: 46, 104: 124 }, rates: [1.05, 0.95], k: 10, clouds: 100 }),
  lacking([90, 106, 58], 0.96, [0.023, 0.018, 0.027]),
);
