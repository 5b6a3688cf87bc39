/** @file Errors of `runtime`. */

export const runtimeErrors = {} as const;
