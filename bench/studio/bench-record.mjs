/** @file The record of a run that nobody trained: benches write its numbers themselves. */
export const benchRecord = {
  ...{ recipe: "dcgan", seed: 0, device: "cpu", threads: 1, config: {}, versions: {} },
  data: { name: "bench", spec: "bench", fingerprint: "", kind: "images", shape: [1, 28, 28], count: 60_000 },
};
