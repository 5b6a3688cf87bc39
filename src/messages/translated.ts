/** @file What a translation must have: the same keys; texts may differ, functions take the same parameters. */

export type Translated<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parameters: infer P) => string
      ? (...parameters: P) => string
      : Translated<T[K]>;
};
