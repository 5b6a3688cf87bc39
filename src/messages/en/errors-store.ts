/** @file Errors of `store`. */

export const storeErrors = {} as const;
