/**
 * @file Writes GIF (version 89a, https://www.w3.org/Graphics/GIF/spec-gif89a.txt): frames of one size, each with its own
 * colours, round and round. Frame by frame, so that a long film needs no memory but its bytes.
 */
import { indexed } from "./gif-palette.ts";

export interface GifOptions {
  readonly width: number;
  readonly height: number;
  /** Each frame is shown so long; browsers take less than 20 for 100. */
  readonly milliseconds: number;
}

export interface GifWriter {
  /** @param rgba four bytes a pixel, opaque */
  readonly frame: (rgba: Uint8ClampedArray) => void;
  /** @returns the file */
  readonly finish: () => Uint8Array<ArrayBuffer>;
}

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const short = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];

export function gifWriter({ width, height, milliseconds }: GifOptions): GifWriter {
  const bytes = new Bytes();
  bytes.add([...ascii("GIF89a"), ...short(width), ...short(height), 0, 0, 0]); // no colours for all frames
  bytes.add([0x21, 0xff, 11, ...ascii("NETSCAPE2.0"), 3, 1, ...short(0), 0]); // round and round
  const delay = Math.max(2, Math.round(milliseconds / 10));
  return {
    frame: (rgba) => {
      const { indices, colours } = indexed(rgba);
      const bits = Math.max(2, Math.ceil(Math.log2(colours.length / 3)));
      bytes.add([0x21, 0xf9, 4, 0x04, ...short(delay), 0, 0]); // the next frame is laid over it
      bytes.add([0x2c, ...short(0), ...short(0), ...short(width), ...short(height), 0x80 | (bits - 1)]);
      const table = new Uint8Array(3 * 2 ** bits);
      table.set(colours);
      bytes.add(table);
      bytes.add([bits]);
      addBlocks(bytes, compressed(indices, bits));
    },
    finish: () => {
      bytes.add([0x3b]);
      return bytes.all();
    },
  };
}

/** Data come in blocks of at most 255 bytes, each behind its length; an empty one ends them. */
function addBlocks(bytes: Bytes, data: Uint8Array): void {
  for (let start = 0; start < data.length; start += 255) {
    const block = data.subarray(start, start + 255);
    bytes.add([block.length]);
    bytes.add(block);
  }
  bytes.add([0]);
}

/** Codes have at most 12 bits. */
const CODES = 4096;
/** Children of each code: one code for each next index. Used by one call after the other. */
const children = new Uint16Array(CODES * 256);

/**
 * LZW with codes that grow, as GIF wants it (appendix F): a code stands for a run of indices that was seen before.
 * @param bits of an index, 2 … 8
 */
function compressed(indices: Uint8Array, bits: number): Uint8Array {
  const clear = 2 ** bits;
  const out = new BitStream();
  let next = clear + 2;
  let width = bits + 1;
  children.fill(0);
  out.write(clear, width);

  let code = indices[0] as number;
  for (let i = 1; i < indices.length; i += 1) {
    const index = indices[i] as number;
    const known = children[code * 256 + index] as number;
    if (known !== 0) {
      code = known;
      continue;
    }
    out.write(code, width);
    if (next === CODES) {
      out.write(clear, width);
      children.fill(0);
      next = clear + 2;
      width = bits + 1;
    } else {
      children[code * 256 + index] = next;
      if (next === 2 ** width) width += 1;
      next += 1;
    }
    code = index;
  }
  out.write(code, width);
  out.write(clear + 1, width); // the end
  return out.bytes();
}

/** Bytes that grow. */
class Bytes {
  #buffer = new Uint8Array(1 << 16);
  #length = 0;

  add(bytes: ArrayLike<number>): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
      grown.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = grown;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = needed;
  }

  all(): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(0, this.#length);
  }
}

/** Codes of any width, the first in the lowest bits. */
class BitStream {
  readonly #bytes = new Bytes();
  #pending = 0;
  #bits = 0;

  write(code: number, width: number): void {
    this.#pending |= code << this.#bits;
    this.#bits += width;
    while (this.#bits >= 8) {
      this.#bytes.add([this.#pending & 0xff]);
      this.#pending >>>= 8;
      this.#bits -= 8;
    }
  }

  bytes(): Uint8Array {
    if (this.#bits > 0) this.#bytes.add([this.#pending & 0xff]);
    return this.#bytes.all();
  }
}
