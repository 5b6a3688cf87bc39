/** @file How a training run is doing, in two words. */

export const verdicts = {
  warmingUp: "warming up",
  healthy: "healthy",
  converged: "converged",
  dWinning: "D winning",
  gWinning: "G winning",
  oscillating: "oscillating",
  losingDiversity: "losing diversity",
  collapsed: "collapsed",
  stalled: "stalled",
  diverged: "diverged (NaN)",
} as const;
