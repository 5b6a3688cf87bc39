/**
 * @file Writes WebM: a head that says how long the film is, clusters of pictures that begin with a whole one, and a table of
 * where they are, so that players can go anywhere. It is EBML: elements of an id, a size and a body.
 *
 * https://www.rfc-editor.org/rfc/rfc8794 (EBML), https://www.rfc-editor.org/rfc/rfc9559 (Matroska),
 * https://www.webmproject.org/docs/container (what of it is WebM)
 */

type Bytes = Uint8Array<ArrayBuffer>;

export interface WebmOptions {
  readonly width: number;
  readonly height: number;
  /** Each picture is shown so long. */
  readonly milliseconds: number;
  readonly codec: "V_VP9" | "V_VP8";
}

export interface WebmPicture {
  /** When it is shown, in milliseconds; they rise. */
  readonly at: number;
  readonly packed: Bytes;
  /** It needs none of those before it, as the first must not. */
  readonly whole: boolean;
}

export interface WebmWriter {
  readonly add: (picture: WebmPicture) => void;
  /** @param milliseconds how long the film is */
  readonly finish: (milliseconds: number) => Blob;
}

/** A block says in 16 bits how many milliseconds its picture is behind its cluster. */
const LONGEST_CLUSTER = 32_767;

/** Video as browsers pack pictures of a canvas: BT.709, all of a byte's values, the transfer of sRGB (ITU-T H.273's numbers). */
const COLOUR = { matrix: 1, range: 2, transfer: 13, primaries: 1 };

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;

/** Bytes of a number, the most significant first. */
function numbered(value: number): number[] {
  const bytes = [value % 256];
  for (let rest = Math.floor(value / 256); rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes;
}

/** A size in eight bytes, whatever it is; no film is longer than JavaScript counts. */
const sized = (size: number): number[] => {
  const bytes = numbered(size);
  return [0x01, ...Array<number>(7 - bytes.length).fill(0), ...bytes];
};

const text = (value: string): number[] => Array.from(value, (letter) => letter.charCodeAt(0));

const float = (value: number): number[] => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return Array.from(new Uint8Array(view.buffer));
};

const element = (id: number, ...body: readonly (readonly number[])[]): number[] => {
  const bytes = body.flat();
  return [...numbered(id), ...sized(bytes.length), ...bytes];
};
const number = (id: number, value: number): number[] => element(id, numbered(value));

const FORMAT = element(
  0x1a45dfa3,
  ...[number(0x4286, 1), number(0x42f7, 1), number(0x42f2, 4), number(0x42f3, 8)], // EBML 1; ids of 4 bytes, sizes of 8
  ...[element(0x4282, text("webm")), number(0x4287, 4), number(0x4285, 2)],
);

/** Of the whole film; times count milliseconds. */
const infoOf = (milliseconds: number): number[] => {
  const writer = element(0x4d80, text("Gantry"));
  return element(
    0x1549a966,
    number(0x2ad7b1, 1e6),
    element(0x4489, float(milliseconds)),
    writer,
    element(0x5741, text("Gantry")),
  );
};

/** Its only track. */
function tracksOf({ width, height, milliseconds, codec }: WebmOptions): number[] {
  const { matrix, range, transfer, primaries } = COLOUR;
  const colour = [number(0x55b1, matrix), number(0x55b9, range), number(0x55ba, transfer), number(0x55bb, primaries)];
  const video = element(0xe0, number(0xb0, width), number(0xba, height), element(0x55b0, ...colour));
  const names = [number(0xd7, 1), number(0x73c5, 1), number(0x83, 1), number(0x9c, 0)]; // first, video, not laced
  const shown = number(0x23e383, Math.round(milliseconds * 1e6));
  return element(0x1654ae6b, element(0xae, ...names, element(0x86, text(codec)), shown, video));
}

/** Where players find a cluster: its time, its track, and its place behind the segment's head. */
const cueOf = ({ at, place }: { readonly at: number; readonly place: number }): number[] =>
  element(0xbb, number(0xb3, at), element(0xb7, number(0xf7, 1), number(0xf1, place)));

interface Cluster {
  readonly at: number;
  readonly parts: (Bytes | Blob)[];
}

export function webmWriter(options: WebmOptions): WebmWriter {
  const clusters: Cluster[] = [];
  const add: WebmWriter["add"] = ({ at, packed, whole }) => {
    const last = clusters.at(-1);
    const cluster = whole || last === undefined ? { at, parts: [Uint8Array.from(number(0xe7, at))] } : last;
    if (cluster !== last) clusters.push(cluster);
    const behind = at - cluster.at;
    if (behind > LONGEST_CLUSTER) throw new RangeError(`a picture ${behind} ms behind the last whole one`);
    const head = [0xa3, ...sized(packed.length + 4), 0x81, behind >> 8, behind & 255, whole ? 0x80 : 0]; // of track 1
    cluster.parts.push(Uint8Array.from(head), new Blob([packed])); // which a browser may lay aside
  };
  const finish: WebmWriter["finish"] = (milliseconds) => {
    const head = [...infoOf(milliseconds), ...tracksOf(options)];
    const cues: number[][] = [];
    const parts: BlobPart[] = [];
    let place = head.length;
    for (const { at, parts: blocks } of clusters) {
      const body = new Blob(blocks);
      const opened = Uint8Array.from([...numbered(CLUSTER), ...sized(body.size)]);
      cues.push(cueOf({ at, place }));
      parts.push(opened, body);
      place += opened.length + body.size;
    }
    const table = element(0x1c53bb6b, ...cues);
    const segment = [...FORMAT, ...numbered(SEGMENT), ...sized(place + table.length), ...head];
    return new Blob([Uint8Array.from(segment), ...parts, Uint8Array.from(table)], { type: "video/webm" });
  };
  return { add, finish };
}
