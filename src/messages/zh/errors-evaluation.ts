/** @file Errors of evaluating what was generated, in Chinese. */

export const evaluationErrors = {};
