/** @file Errors of `features`, in Chinese. */

export const featuresErrors = {};
