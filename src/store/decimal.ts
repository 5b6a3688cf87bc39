/**
 * @file Decimal numbers from bytes to the nearest float64, as `Number` reads them, without making a text of each.
 *
 * Whole numbers below 2^53 are float64 themselves, and so are powers of ten up to 10^22: one division rounds right
 * (Clinger 1990, "How to read floating point numbers accurately"). What is longer is taken apart behind eight decimals,
 * v = (a + b / 10^k) / 10^8: the quotient a / 10^8 leaves a remainder that is known exactly (Dekker 1971), with which
 * and b it is corrected. Where the result lies too near the middle of two numbers to be sure of it, and for whatever is
 * longer still, the text is left to `Number`.
 *
 * Digits are read four at a time, as bytes of an int32 (Lemire 2021, "Number parsing at a gigabyte per second").
 */

const [ZERO, DOT, MINUS, PLUS, SMALL_E, LARGE_E] = [0x30, 0x2e, 0x2d, 0x2b, 0x65, 0x45];
const LARGEST = 2 ** 53;
const POWERS: Float64Array = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** Decimals of `a`, and at most so many of `b`. */
const FIRST = 8;
const MOST_MORE = 12;

/** Reads one number after another from the same bytes. */
export class DecimalReader {
  /** The index behind the number that was read last. */
  end = 0;
  #view: DataView;

  constructor(view: DataView = new DataView(new ArrayBuffer(0))) {
    this.#view = view;
  }

  /** @param view what is read from now on; behind a number some other byte must stand */
  use(view: DataView): void {
    this.#view = view;
  }

  /** @param at the number's first byte @returns NaN where no number stands */
  read(at: number): number {
    const view = this.#view;
    const negative = view.getUint8(at) === MINUS;
    const start = negative ? at + 1 : at;
    let whole = 0;
    let i = start;
    let byte = view.getUint8(i);
    for (; byte >= ZERO && byte <= ZERO + 9; byte = view.getUint8(i)) {
      whole = whole * 10 + (byte - ZERO);
      i += 1;
    }
    this.end = i;
    if (i === start) return Number.NaN;
    const value = byte === DOT ? this.#decimals(whole, i + 1) : whole < LARGEST ? whole : Number.NaN;
    byte = view.getUint8(this.end);
    if (byte === SMALL_E || byte === LARGE_E) return this.#withExponent(at);
    if (Number.isNaN(value)) return this.#text(at);
    return negative ? -value : value;
  }

  /** @param whole what stands before the point @param point the index behind it @returns NaN for what is not sure */
  #decimals(whole: number, point: number): number {
    const view = this.#view;
    let i = point;
    let high = 0;
    if (!this.#areDigits(i)) {
      i = this.#few(i);
      high = this.#gathered;
      const power = POWERS[i - point] as number;
      const digits = whole * power + high;
      return digits < LARGEST ? digits / power : Number.NaN;
    }
    high = eight(view.getInt32(i, true), view.getInt32(i + 4, true));
    i += FIRST;
    let low = 0;
    if (this.#areDigits(i)) {
      low = eight(view.getInt32(i, true), view.getInt32(i + 4, true));
      i += FIRST;
    }
    const more = i;
    i = this.#few(i);
    low = low * (POWERS[i - more] as number) + this.#gathered;
    return precise(whole * 1e8 + high, low, i - point - FIRST);
  }

  /** Whether eight digits stand there. */
  #areDigits(at: number): boolean {
    const view = this.#view;
    return (
      at + FIRST <= view.byteLength && fourDigits(view.getInt32(at, true)) && fourDigits(view.getInt32(at + 4, true))
    );
  }

  #gathered = 0;

  /** Reads digits one by one, eight or so; more are left out of the sum, and the number is then too long anyway. */
  #few(at: number): number {
    const view = this.#view;
    let value = 0;
    let i = at;
    for (let byte = view.getUint8(i); byte >= ZERO && byte <= ZERO + 9; byte = view.getUint8(i)) {
      if (i - at < FIRST) value = value * 10 + (byte - ZERO);
      i += 1;
    }
    this.#gathered = value;
    this.end = i;
    return i;
  }

  /** Rare: read as text. */
  #withExponent(at: number): number {
    const sign = this.#view.getUint8(this.end + 1);
    this.#few(this.end + (sign === MINUS || sign === PLUS ? 2 : 1));
    return this.#text(at);
  }

  #text(from: number): number {
    let text = "";
    for (let i = from; i < this.end; i += 1) text += String.fromCharCode(this.#view.getUint8(i));
    return Number(text);
  }
}

/** Four bytes, each from 0x30 to 0x39: no upper half changes when six is added. */
const fourDigits = (word: number): boolean =>
  ((word & 0xf0f0f0f0) | (((word + 0x06060606) & 0xf0f0f0f0) >>> 4)) === 0x33333333;

/** Eight digits, the first in the lowest byte of the first word. */
const eight = (first: number, second: number): number => four(first) * 10000 + four(second);

function four(word: number): number {
  const digits = word & 0x0f0f0f0f;
  const pairs = (Math.imul(digits, 10) + (digits >> 8)) & 0x00ff00ff;
  return (pairs & 0xff) * 100 + (pairs >> 16);
}

/**
 * (a + low / 10^more) / 10^8
 * @returns NaN where it is not sure which float64 is the nearest
 */
function precise(a: number, low: number, more: number): number {
  if (a >= LARGEST || more > MOST_MORE) return Number.NaN;
  const shift = POWERS[more] as number;
  const digits = a * shift + low;
  if (digits < LARGEST) return digits / (POWERS[FIRST + more] as number);
  return a < LEAST ? Number.NaN : corrected(a, low / shift);
}

const D = 1e8;
const SPLIT = 2 ** 27 + 1;
const D_HIGH: number = SPLIT * D - (SPLIT * D - D);
const D_LOW: number = D - D_HIGH;
/** Half a unit in the last place of a number is at least 2^-54 of it; a thousandth less covers the rest's own rounding. */
const SURE: number = 2 ** -54 * 0.999;
/** Of a smaller `a` the rest's rounding would weigh more. */
const LEAST = 5000;

/** (a + rest) / 10^8, for a quotient q and its remainder a − q·10^8, with q·10^8 as the sum of two float64. */
function corrected(a: number, rest: number): number {
  const q = a / D;
  const product = q * D;
  const shifted = SPLIT * q;
  const high = shifted - (shifted - q);
  const low = q - high;
  const error = high * D_HIGH - product + high * D_LOW + low * D_HIGH + low * D_LOW;
  const correction = (a - product - error + rest) / D;
  const sum = q + correction;
  return Math.abs(correction - (sum - q)) < sum * SURE ? sum : Number.NaN;
}
