/** @file Errors of `data`. */

export const dataErrors = {} as const;
