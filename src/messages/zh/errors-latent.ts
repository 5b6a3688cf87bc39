/** @file Errors of `latent`, in Chinese. */

export const latentErrors = {};
