/** @file Errors of evaluating what was generated. */

export const evaluationErrors = {} as const;
