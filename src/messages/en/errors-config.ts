/** @file Errors of `config`. */

export const configErrors = {} as const;
