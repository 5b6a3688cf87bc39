/** @file "Did you mean …?" for settings and flags; the words are compared in `base`, since data sets have names too. */
export { editDistance, suggestionFor } from "../base/suggest.ts";
