/**
 * @file A WebM as a browser's recorder writes it: how much of the film is in it, and where it ends. Such a file is EBML,
 * elements of an id, a size and a body; a segment and its clusters may be of no told size, for they were written as the film
 * went on.
 *
 * https://www.rfc-editor.org/rfc/rfc8794 (EBML), https://www.rfc-editor.org/rfc/rfc9559 (Matroska)
 */

const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const DURATION = 0x4489;
const CLUSTER = 0x1f43b675;
const CLUSTER_TIME = 0xe7;
const SIMPLE_BLOCK = 0xa3;
/** Those whose elements are looked at; others are passed over. */
const OPENED = [SEGMENT, INFO, CLUSTER];

/** An element of four bytes, to be filled in. */
const NO_LENGTH = [0x44, 0x89, 0x84, 0, 0, 0, 0];

type Bytes = Uint8Array<ArrayBuffer>;

interface Element {
  readonly id: number;
  readonly body: number;
  readonly size: number;
  /** Its body ends where the file does, or where its parent's next element begins. */
  readonly open: boolean;
}

/** A frame. @property at milliseconds @property end the byte behind it */
interface Block {
  readonly at: number;
  readonly end: number;
}

interface Film {
  /** Whole ones, in their order. */
  readonly blocks: readonly Block[];
  /** What is told of it, and of that its length, if it is. */
  readonly info: Element | undefined;
  readonly duration: Element | undefined;
  /** Nothing tells where anything is, so it may end behind any block. */
  readonly open: boolean;
}

/** What is to be in a film, after which its last picture is repeated. */
export interface Wanted {
  readonly frames: number;
  /** How long they last. */
  readonly milliseconds: number;
}

export const isRecorded = (bytes: Uint8Array, wanted: Wanted): boolean => ending(filmIn(bytes), wanted) !== undefined;

/**
 * The film up to where the last picture has lasted, and with that time in its head. Where elements tell their sizes, it stays
 * as it is but for a time that stands in its head already.
 */
export function ended(bytes: Bytes, wanted: Wanted): Bytes {
  const film = filmIn(bytes);
  const last = ending(film, wanted) ?? film.blocks.at(-1);
  if (last === undefined) return bytes;
  return withLength(bytes.slice(0, film.open ? last.end : undefined), film, last.at);
}

/** In what is told of the film, as its last element, where the recorder left it out; Chromium does either. */
function withLength(bytes: Bytes, { duration, info, open }: Film, milliseconds: number): Bytes {
  if (duration !== undefined) {
    const view = new DataView(bytes.buffer, duration.body);
    view[duration.size === 4 ? "setFloat32" : "setFloat64"](0, milliseconds);
    return bytes;
  }
  const room = info !== undefined && info.size < 120 && bytes[info.body - 1] === (0x80 | info.size); // in its size's one byte
  if (!room || !open) return bytes;
  const end = info.body + info.size;
  const told = new Uint8Array(bytes.length + NO_LENGTH.length);
  told.set(bytes.subarray(0, end));
  told.set(NO_LENGTH, end);
  told.set(bytes.subarray(end), end + NO_LENGTH.length);
  told[info.body - 1] = 0x80 | (info.size + NO_LENGTH.length);
  return withLength(told, filmIn(told), milliseconds);
}

/** By its number too, for recorded time is not told exactly; frames that were left out are made up for by repeated ones. */
const ending = ({ blocks }: Film, { frames, milliseconds }: Wanted): Block | undefined =>
  blocks.find(({ at }, i) => i >= frames && at >= milliseconds);

function filmIn(bytes: Uint8Array): Film {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: Block[] = [];
  const found = new Map<number, Element>();
  let [cluster, open] = [0, true];
  for (const element of elementsOf(bytes)) {
    const { id, body, size } = element;
    found.set(id, element);
    if (id === SEGMENT || id === CLUSTER) open &&= element.open;
    if (id === CLUSTER_TIME) cluster = numberAt(bytes, body, size);
    if (id === SIMPLE_BLOCK) blocks.push({ at: cluster + view.getInt16(body + 1), end: body + size }); // behind its track's number
  }
  return { blocks, info: found.get(INFO), duration: found.get(DURATION), open };
}

/** All that are whole, those within others too. */
function* elementsOf(bytes: Uint8Array): Generator<Element> {
  for (let at = 0; at < bytes.length; ) {
    const id = vint(bytes, at);
    const size = vint(bytes, at + id.length);
    const body = at + id.length + size.length;
    const known = size.value - 2 ** (7 * size.length); // without the bit that says how long it is
    const element = { id: id.value, body, size: known, open: known === 2 ** (7 * size.length) - 1 };
    const opened = OPENED.includes(element.id);
    if (!opened && body + known > bytes.length) return;
    yield element;
    at = opened ? body : body + known;
  }
}

/** A number whose first bit that is set says how many bytes it has. */
function vint(bytes: Uint8Array, at: number): { readonly value: number; readonly length: number } {
  const length = Math.clz32(bytes[at] ?? 0) - 23;
  return { value: numberAt(bytes, at, length), length };
}

const numberAt = (bytes: Uint8Array, at: number, length: number): number =>
  bytes.subarray(at, at + length).reduce((value, byte) => value * 256 + byte, 0);
