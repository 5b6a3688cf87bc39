/** @file Errors of `theory`. */

export const theoryErrors = {} as const;
