/** @file What takes part in a comparison: something that is prepared once and then does the same work again and again. */

/** Losses by name. */
export type Losses = Readonly<Record<string, number>>;

export interface Contender {
  /** Runs once. @returns its losses, when all of its work is done */
  readonly step: () => Promise<Losses>;
  readonly release: () => Promise<void>;
}

/**
 * The part of a step that is run: all of it (k updates of D and one of G), or only what D's loss needs, forwards:
 * G(z), D(x), D(G(z)).
 */
export type Part = "step" | "forward";
