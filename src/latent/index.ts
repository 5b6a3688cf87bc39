/** @file `gantry/latent`: ways through latent space. */
export { lerp, type PathKind, slerp, walk } from "./paths.ts";
