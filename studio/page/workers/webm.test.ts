import { describe, expect, test } from "vitest";
import { type WebmPicture, webmWriter } from "./webm.ts";

/** Elements that hold others (RFC 9559, section 5.1); and the four bytes of each id that is longer than one. */
const HOLDING = new Set([
  0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0x55b0, 0x1f43b675, 0x1c53bb6b, 0xbb, 0xb7,
]);

interface Element {
  readonly id: number;
  /** Where its id begins. */
  readonly start: number;
  readonly body: Buffer;
  readonly inner: readonly Element[];
}

/** By the RFC: leading zeros say how long an id and a size are. All bytes belong to an element. */
function elementsOf(file: Buffer, from = 0, to = file.length): Element[] {
  const found: Element[] = [];
  let at = from;
  while (at < to) {
    const start = at;
    const long = Math.clz32(file[at] as number) - 23;
    const id = file.readUIntBE(at, long);
    at += long;
    const wide = Math.clz32(file[at] as number) - 23;
    const size = Number(
      file.subarray(at, at + wide).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) &
        ((1n << BigInt(7 * wide)) - 1n),
    );
    at += wide;
    const inner = HOLDING.has(id) ? elementsOf(file, at, at + size) : [];
    found.push({ id, start, body: file.subarray(at, at + size), inner });
    at += size;
  }
  expect(at).toBe(to);
  return found;
}

const all = (elements: readonly Element[], id: number): Element[] =>
  elements.flatMap((one) => [...(one.id === id ? [one] : []), ...all(one.inner, id)]);
const unsigned = ({ body }: Element): number => body.readUIntBE(0, body.length);
const only = (elements: readonly Element[], id: number): Element => {
  const found = all(elements, id);
  expect(found.length).toBe(1);
  return found[0] as Element;
};

const options = { width: 300, height: 70_000, milliseconds: 80, codec: "V_VP9" } as const;
const picture = (at: number, whole: boolean, length = 5): WebmPicture => ({
  at,
  whole,
  packed: Uint8Array.from({ length }, (_, i) => (at + i) & 255),
});

async function written(pictures: readonly WebmPicture[], milliseconds: number): Promise<Buffer> {
  const { add, finish } = webmWriter(options);
  for (const one of pictures) add(one);
  const blob = finish(milliseconds);
  expect(blob.type).toBe("video/webm");
  return Buffer.from(await blob.arrayBuffer());
}

describe("a WebM", () => {
  const pictures = [
    picture(0, true),
    picture(80, false, 0),
    picture(160, false, 300),
    picture(240, true),
    picture(32_000, false),
  ];

  test("says what it is, how long it lasts, and how its pictures are shown", async () => {
    const file = elementsOf(await written(pictures, 32_080));
    expect(file.map(({ id }) => id)).toEqual([0x1a45dfa3, 0x18538067]);
    expect(only(file, 0x4282).body.toString()).toBe("webm");
    expect(unsigned(only(file, 0x2ad7b1))).toBe(1_000_000);
    expect(only(file, 0x4489).body.readDoubleBE()).toBe(32_080);
    expect(only(file, 0x86).body.toString()).toBe("V_VP9");
    expect([0xb0, 0xba, 0x23e383].map((id) => unsigned(only(file, id)))).toEqual([300, 70_000, 80_000_000]);
    expect([0x55b1, 0x55b9, 0x55ba, 0x55bb].map((id) => unsigned(only(file, id)))).toEqual([1, 2, 13, 1]);
  });

  test("has every picture at its time, in clusters that begin with a whole one", async () => {
    const clusters = all(elementsOf(await written(pictures, 32_080)), 0x1f43b675);
    const blocks = clusters.map(({ inner: [time, ...rest] }) => {
      expect([time?.id, ...rest.map(({ id }) => id)]).toEqual([0xe7, ...rest.map(() => 0xa3)]);
      return rest.map(({ body }) => ({
        at: unsigned(time as Element) + body.readInt16BE(1),
        whole: body[3] === 0x80,
        packed: Uint8Array.from(body.subarray(4)),
      }));
    });
    expect(blocks.map(({ length }) => length)).toEqual([3, 2]);
    expect(blocks.flat()).toEqual(pictures);
  });

  test("says where its clusters are", async () => {
    const file = await written(pictures, 32_080);
    const elements = elementsOf(file);
    const segment = only(elements, 0x18538067);
    const starts = all(elements, 0x1f43b675).map(({ start }) => start);
    const base = file.length - segment.body.length;
    expect(all(elements, 0xf1).map((place) => unsigned(place) + base)).toEqual(starts);
    expect(all(elements, 0xb3).map(unsigned)).toEqual([0, 240]);
  });

  test("a picture too late for its cluster is refused, not put elsewhere", () => {
    const { add } = webmWriter(options);
    add(picture(0, true));
    add(picture(32_767, false));
    expect(() => add(picture(32_768, false))).toThrow("32768 ms behind the last whole one");
  });
});
