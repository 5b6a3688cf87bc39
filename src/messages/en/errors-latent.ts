/** @file Errors of `latent`. */

export const latentErrors = {} as const;
