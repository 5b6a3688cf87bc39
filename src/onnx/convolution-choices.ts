/** @file Which lowering each convolution of a program gets: plain data, as a cache and a run's folder keep it. */

/** The three primitives of one convolution, each the adjoint of the others. */
export type ConvolutionKind = "conv" | "convTranspose" | "convWeight";

/** By geometry (`geometryOf`), then by primitive: the name of a lowering. What is not in it gets the fixed rule's. */
export type ConvolutionChoices = Readonly<Record<string, Readonly<Partial<Record<ConvolutionKind, string>>>>>;
