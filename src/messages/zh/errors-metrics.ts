/** @file Errors of `metrics`, in Chinese. */

export const metricsErrors = {};
