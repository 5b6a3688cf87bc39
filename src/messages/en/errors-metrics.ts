/** @file Errors of `metrics`. */

export const metricsErrors = {} as const;
