/** @file What a value may be, as data: `config` checks by it, and the sentences of both languages describe it. */

/**
 * Bounds are inclusive, but `above`, which is not; `only` lists all that is allowed. A `list` is a row of words,
 * written `a,b,c` on a command line.
 */
export type ValueType =
  | { readonly kind: "number"; readonly min?: number; readonly above?: number; readonly max?: number }
  | { readonly kind: "integer"; readonly min?: number; readonly max?: number; readonly only?: readonly number[] }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "switch" }
  | { readonly kind: "text" }
  | { readonly kind: "list" };
