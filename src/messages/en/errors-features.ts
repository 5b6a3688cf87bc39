/** @file Errors of `features`. */

export const featuresErrors = {} as const;
