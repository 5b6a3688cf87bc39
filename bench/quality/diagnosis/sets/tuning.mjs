// Causes provoked on purpose, and healthy runs: the thresholds were chosen by them.
import { base, cloudOf, few, jolts, r1, smooth } from "./runs.mjs";

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
