// Modes that are left out and stay out: D learns faster than G, and nothing holds it back.
import { deep, dropping } from "./runs.mjs";

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
