// The runs: causes provoked on purpose, and healthy ones. The judged set shares no seed, width, learning rate or k
// with the tuning set, and has data that the tuning set has not.
const base = { penalty: "none", ema: 0, batch: 128, "z.size": 2, width: 64, depth: 2, activation: "relu", beta1: 0.5 };
const r1 = { penalty: "r1", "penalty.weight": 0.1 };

/** Numbers that look drawn and are always the same. */
const cloudOf = (count, seed) =>
  Array.from({ length: count }, (_, i) => {
    const turn = (2 * Math.PI * ((i * 0.618034 + seed * 0.237) % 1));
    const radius = 1 + ((i * 0.7548776 + seed * 0.569) % 1);
    return [radius * Math.cos(turn), radius * Math.sin(turn)].map((x) => Math.round(x * 1e4) / 1e4);
  });

export const TUNING = {
  healthy: [
    { data: "ring8", settings: { ...base, ...r1, width: 128, depth: 3, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995, batch: 256 }, steps: 3000 },
    { data: "grid25", settings: { ...base, ...r1, width: 128, depth: 3, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995, batch: 256 }, steps: 4000 },
    { data: "moons", settings: { ...base, ...r1, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995 }, steps: 3000 },
    { data: "swissroll", settings: { ...base, ...r1, width: 128, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.99 }, steps: 3000 },
    { data: "moons", settings: { ...base, ...r1, width: 128, "lr.g": 5e-4, "lr.d": 5e-4, "d.steps": 2 }, steps: 3000 },
    { data: "ring8", settings: { ...base, loss: "wasserstein", penalty: "gp", "penalty.weight": 1, width: 128, "lr.g": 5e-4, "lr.d": 5e-4, "d.steps": 5, beta1: 0 }, steps: 2000 },
    { data: "moons", settings: { ...base, ...r1, loss: "hinge", "lr.g": 5e-4, "lr.d": 1e-3, ema: 0.99 }, steps: 3000 },
    { data: "ring8", settings: { ...base, ...r1, loss: "ls", width: 128, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995 }, steps: 3000 },
    { data: "ring8", settings: { ...base, ...r1, loss: "relativistic", width: 128, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995 }, steps: 3000 },
  ],
  "D winning": [
    { data: "ring8", settings: { ...base, loss: "minimax", "lr.g": 2e-4, "lr.d": 2e-3, "d.steps": 5 }, steps: 2000 },
    { data: "grid25", settings: { ...base, loss: "minimax", "lr.g": 1e-4, "lr.d": 1e-3, "d.steps": 10 }, steps: 1500 },
    { data: "moons", settings: { ...base, loss: "minimax", "lr.g": 1e-4, "lr.d": 5e-3, "d.steps": 5 }, steps: 2000 },
    { data: "ring8", settings: { ...base, loss: "ns", "lr.g": 1e-5, "lr.d": 2e-3, "d.steps": 5 }, steps: 2000 },
    { data: "swissroll", settings: { ...base, loss: "ns", "lr.g": 2e-6, "lr.d": 2e-3 }, steps: 2000 },
    { data: "moons", settings: { ...base, loss: "ls", "lr.g": 1e-5, "lr.d": 2e-3, "d.steps": 5 }, steps: 2000 },
    { data: "grid25", settings: { ...base, loss: "hinge", "lr.g": 5e-6, "lr.d": 1e-3, "d.steps": 3 }, steps: 2000 },
  ],
  "G winning": [
    { data: "ring8", settings: { ...base, "lr.g": 1e-3, "lr.d": 1e-6 }, steps: 2000 },
    { data: "moons", settings: { ...base, "lr.g": 1e-3, "lr.d": 1e-5, loss: "hinge" }, steps: 2000 },
    { data: "grid25", settings: { ...base, "lr.g": 2e-3, "lr.d": 2e-6, beta1: 0 }, steps: 2000 },
    { data: "swissroll", settings: { ...base, "lr.g": 5e-4, "lr.d": 1e-6, loss: "ls" }, steps: 2000 },
    { data: "moons", settings: { ...base, "lr.g": 1e-3, "lr.d": 5e-6, loss: "minimax" }, steps: 2000 },
  ],
  oscillating: [
    { data: "ring8", settings: { ...base, optimiser: "adam", beta1: 0.9, "lr.g": 5e-3, "lr.d": 5e-3 }, steps: 2000 },
    { data: "ring8", settings: { ...base, loss: "wasserstein", "lr.g": 1e-3, "lr.d": 1e-3, beta1: 0.9 }, steps: 2000 },
    { data: "moons", settings: { ...base, beta1: 0.9, "lr.g": 1e-2, "lr.d": 1e-2 }, steps: 2000 },
    { data: "grid25", settings: { ...base, beta1: 0.9, "lr.g": 5e-3, "lr.d": 2e-3, loss: "hinge" }, steps: 2000 },
    { data: "swissroll", settings: { ...base, beta1: 0.9, "lr.g": 5e-3, "lr.d": 5e-3 }, steps: 2000 },
    { data: "moons", settings: { ...base, optimiser: "rmsprop", "lr.g": 5e-3, "lr.d": 5e-3, loss: "ls" }, steps: 2000 },
  ],
  collapsed: [
    { data: "ring8", settings: { ...base, "lr.g": 1e-3, "lr.d": 1e-4, width: 128 }, steps: 3000 },
    { data: "grid25", settings: { ...base, "lr.g": 1e-3, "lr.d": 1e-4, width: 128 }, steps: 3000 },
    { data: "grid25", settings: { ...base, "lr.g": 1e-3, "lr.d": 2e-4, beta1: 0.9 }, steps: 3000 },
    { data: "ring8", settings: { ...base, "lr.g": 5e-4, "lr.d": 5e-4 }, steps: 3000 },
    { data: "ring8", settings: { ...base, "lr.g": 2e-4, "lr.d": 2e-4, width: 128, ema: 0.99 }, steps: 4000 },
    { data: "grid25", settings: { ...base, "lr.g": 2e-4, "lr.d": 2e-4, width: 128 }, steps: 4000 },
    { data: "grid25", settings: { ...base, "lr.g": 5e-4, "lr.d": 5e-4, loss: "hinge" }, steps: 3000 },
  ],
  stalled: [
    { data: "ring8", settings: { ...base, "lr.g": 1e-7, "lr.d": 1e-7 }, steps: 2000 },
    { data: "moons", settings: { ...base, "lr.g": 1e-6, "lr.d": 1e-7 }, steps: 2000 },
    { data: "grid25", settings: { ...base, ...r1, "lr.g": 1e-7, "lr.d": 1e-6 }, steps: 2000 },
    { data: "swissroll", settings: { ...base, "lr.g": 1e-7, "lr.d": 1e-7, loss: "hinge" }, steps: 2000 },
  ],
  diverged: [
    { data: "ring8", settings: { ...base, "lr.g": 10, "lr.d": 10, loss: "hinge" }, steps: 1000 },
    { data: "moons", settings: { ...base, optimiser: "sgd", "lr.g": 10, "lr.d": 10, loss: "ls" }, steps: 1000 },
    { data: "grid25", settings: { ...base, "lr.g": 1, "lr.d": 1, loss: "wasserstein" }, steps: 1000 },
    { data: "moons", settings: { ...base, "lr.g": 3, "lr.d": 3 }, steps: 1000 },
  ],
  memorising: [
    { data: "few", few: cloudOf(16, 1), settings: { ...base, ...r1, width: 128, depth: 3, batch: 64, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995 }, steps: 5000 },
    { data: "few", few: cloudOf(10, 2), settings: { ...base, ...r1, width: 128, depth: 3, batch: 64, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.995 }, steps: 5000 },
    { data: "few", few: cloudOf(24, 3), settings: { ...base, ...r1, width: 128, depth: 3, batch: 128, "lr.g": 1e-3, "lr.d": 1e-3, ema: 0.99 }, steps: 6000 },
  ],
};
