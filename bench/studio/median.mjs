/** @file The middle of some measurements. */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
