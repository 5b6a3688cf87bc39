/** @file Errors of `theory`, in Chinese. */

export const theoryErrors = {};
