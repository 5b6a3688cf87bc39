/** @file A number that is known of every item of some data: whether somebody smiles, how old they are. */

/** In the units it came in. Networks see it between −1 and 1: 2 (v − min) / (max − min) − 1. */
export interface Attribute {
  readonly name: string;
  readonly min: number;
  /** More than `min`. */
  readonly max: number;
  /** Of the data: what is taken for somebody who asks for nothing. */
  readonly mean: number;
  /** Whether every value is 0 or 1: something an item has or has not. Others are quantities. */
  readonly binary: boolean;
}
