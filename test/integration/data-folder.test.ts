/** @file Folders of real image files of every kind, made by the image library, broken on purpose, and cached. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.ts";
import { describeDataset } from "../../src/data/describe.ts";
import { type OpenOptions, openDataset } from "../../src/data/open.node.ts";
import type { DataProgress } from "../../src/data/progress.ts";
import { expectClose } from "../matchers.ts";

const home = mkdtempSync(join(tmpdir(), "gantry-folder-"));
afterAll(() => rmSync(home, { recursive: true }));

let folder = "";
let made = 0;
beforeEach(() => {
  folder = join(home, `photos-${made}`);
  made += 1;
  mkdirSync(folder);
});

const put = (name: string, bytes: Uint8Array): void => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), bytes);
};
const cacheDir = join(home, "cache");
const open = (options: OpenOptions = {}): Promise<Dataset> => openDataset(folder, { cacheDir, ...options });
const details = (set: Dataset): string[] =>
  set.problems.map(({ detail }) => detail).filter((text) => !text.includes("are few"));
const bytesOf = (set: Dataset, index = 0): number[] => {
  const out = new Float32Array(set.shape.reduce((a, b) => a * b, 1));
  set.read([index], out);
  return [...out].map((x) => Math.round((x + 1) * 127.5));
};

/** Left half one colour, right half another. */
const halves = (width: number, height: number, left: readonly number[], right: readonly number[]) => {
  const channels = left.length as 1 | 3 | 4;
  const data = Buffer.from(
    Array.from({ length: width * height }, (_, i) => (i % width < width / 2 ? left : right)).flat(),
  );
  return sharp(data, { raw: { width, height, channels } });
};
const colour = () => halves(40, 40, [200, 40, 40], [40, 40, 200]);
const clear = () => halves(40, 40, [200, 40, 40, 255], [40, 40, 200, 0]);
const grey = () => halves(40, 40, [200], [40]);

/** The middles of the left and right half, one value a channel. */
const middles = (set: Dataset, index = 0): number[] => {
  const [channels, size] = set.shape as [number, number];
  const bytes = bytesOf(set, index);
  const row = (size / 2) * size;
  return [size / 4, (3 * size) / 4].flatMap((column) =>
    Array.from({ length: channels }, (_, c) => bytes[c * size * size + row + column] as number),
  );
};

const RGB = [200, 40, 40, 40, 40, 200];
const ON_WHITE = [200, 40, 40, 255, 255, 255];
const GREY = [200, 200, 200, 40, 40, 40];

describe("every kind of file gives its colours", () => {
  test.each([
    ["PNG, RGB", "a.png", () => colour().png(), RGB, 0],
    ["PNG, RGBA", "a.png", () => clear().png(), ON_WHITE, 0],
    ["PNG, grey", "a.png", () => grey().toColourspace("b-w").png(), GREY, 0],
    ["PNG, grey and alpha", "a.png", () => clear().greyscale().toColourspace("b-w").png(), null, 0],
    ["PNG, palette", "a.png", () => colour().png({ palette: true }), RGB, 1],
    ["PNG, palette with transparency", "a.png", () => clear().png({ palette: true }), ON_WHITE, 1],
    ["PNG, 16 bits", "a.png", () => colour().toColourspace("rgb16").png(), RGB, 1],
    ["PNG, 16 bits with alpha", "a.png", () => clear().toColourspace("rgb16").png(), ON_WHITE, 1],
    ["PNG, 16 bits grey", "a.png", () => grey().toColourspace("grey16").png(), GREY, 1],
    ["PNG, interlaced", "a.png", () => colour().png({ progressive: true }), RGB, 0],
    ["JPEG", "a.jpg", () => colour().jpeg({ quality: 100 }), RGB, 3],
    ["JPEG, progressive, another ending", "a.JPEG", () => colour().jpeg({ quality: 100, progressive: true }), RGB, 3],
    ["JPEG, grey", "a.jpg", () => grey().toColourspace("b-w").jpeg({ quality: 100 }), GREY, 2],
    ["WebP", "a.webp", () => colour().webp({ lossless: true }), RGB, 0],
    ["WebP with alpha", "a.webp", () => clear().webp({ lossless: true }), ON_WHITE, 0],
    ["GIF", "a.gif", () => colour().gif(), RGB, 2],
    ["AVIF", "a.avif", () => colour().avif({ lossless: true }), RGB, 2],
    ["TIFF", "a.tiff", () => colour().tiff({ compression: "lzw" }), RGB, 0],
    [
      "TIFF, 16 bits with alpha",
      "a.tif",
      () => clear().toColourspace("rgb16").tiff({ compression: "none" }),
      ON_WHITE,
      1,
    ],
    ["a JPEG that calls itself PNG", "a.png", () => colour().jpeg({ quality: 100 }), RGB, 3],
  ] as const)("%s", async (_, name, make, expected, tolerance) => {
    put(name, await make().toBuffer());
    put(`b-${name}`, await make().toBuffer());
    const set = await open({ size: 16, channels: 3 });
    expect(details(set)).toEqual([]);
    expect([set.count, set.shape]).toEqual([2, [3, 16, 16]]);
    if (expected !== null) expectClose(middles(set), expected, { rtol: 0, atol: tolerance });
    else expectClose(middles(set).slice(3), [255, 255, 255], { rtol: 0, atol: 0 });
  });

  test("four channels keep the transparency", async () => {
    put("a.png", await clear().png().toBuffer());
    put("b.jpg", await colour().jpeg({ quality: 100 }).toBuffer());
    const set = await open({ size: 16, channels: 4 });
    const [, , , leftAlpha, , , , rightAlpha] = middles(set, 0);
    expect([leftAlpha, rightAlpha]).toEqual([255, 0]);
    expectClose(middles(set, 1), [200, 40, 40, 255, 40, 40, 200, 255], { rtol: 0, atol: 3 });
  });

  test("one channel is the luminance", async () => {
    put("a.png", await colour().png().toBuffer());
    put("b.png", await grey().toColourspace("b-w").png().toBuffer());
    const set = await open({ size: 16, channels: 1 });
    // Rec. 709 of linear light: .2126 · .578 + .7874 · .0212 = .1395, encoded 104.4; with blue .0614, encoded 69.8
    expectClose(middles(set, 0), [104.4, 69.8], { rtol: 0, atol: 1 });
    expectClose(middles(set, 1), [200, 40], { rtol: 0, atol: 0 });
  });
});

describe("geometry", () => {
  test("a wide image is cropped to its middle square", async () => {
    // Red, green, blue thirds: the square is the green third.
    const thirds = Buffer.from(
      Array.from(
        { length: 90 * 30 },
        (_, i) =>
          [
            [255, 0, 0],
            [0, 255, 0],
            [0, 0, 255],
          ][Math.floor((i % 90) / 30)] as number[],
      ).flat(),
    );
    put(
      "a.png",
      await sharp(thirds, { raw: { width: 90, height: 30, channels: 3 } })
        .png()
        .toBuffer(),
    );
    put(
      "b.png",
      await sharp(thirds, { raw: { width: 90, height: 30, channels: 3 } })
        .rotate(90)
        .png()
        .toBuffer(),
    );
    const set = await open({ size: 16 });
    for (const index of [0, 1]) expect(middles(set, index)).toEqual([0, 255, 0, 0, 255, 0]);
    expect(set.sources).toEqual([
      { width: 30, height: 90, channels: 3, count: 1 },
      { width: 90, height: 30, channels: 3, count: 1 },
    ]);
  });

  // EXIF 2.32, tag 0x0112: which side of the picture the first stored row and column are.
  test.each([
    [1, "top", "left"],
    [2, "top", "right"],
    [3, "bottom", "right"],
    [4, "bottom", "left"],
    [5, "left", "top"],
    [6, "right", "top"],
    [7, "right", "bottom"],
    [8, "left", "bottom"],
  ] as const)("EXIF orientation %d (row %s, column %s) is undone", async (orientation, row, column) => {
    const [width, height] = [60, 40];
    const quarters = [
      [200, 40, 40],
      [40, 40, 200],
      [40, 160, 40],
      [90, 90, 90],
    ] as const; // as people see them
    const from = { top: (_: number, y: number) => y, bottom: (_: number, y: number) => height - 1 - y } as const;
    const across = { left: (x: number) => x, right: (x: number) => width - 1 - x } as const;
    const distance = { ...from, ...across };
    const storedWidth = orientation >= 5 ? height : width;
    const stored = Buffer.alloc(3 * width * height);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const pixel = quarters[2 * Number(y >= height / 2) + Number(x >= width / 2)] as readonly number[];
        stored.set(pixel, 3 * (distance[row](x, y) * storedWidth + distance[column](x, y)));
      }
    }
    const raw = { width: storedWidth, height: (width * height) / storedWidth, channels: 3 } as const;
    const file = await sharp(stored, { raw })
      .withMetadata({ orientation })
      .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
      .toBuffer();
    for (const name of ["a.jpg", "b.jpg"]) put(name, file);
    const set = await open({ size: 16 });
    expect(set.sources).toEqual([{ width, height, channels: 3, count: 2 }]);
    const bytes = bytesOf(set);
    const corner = (x: number, y: number): number[] => [0, 1, 2].map((c) => bytes[c * 256 + y * 16 + x] as number);
    expectClose([corner(3, 3), corner(12, 3), corner(3, 12), corner(12, 12)].flat(), quarters.flat(), {
      rtol: 0,
      atol: 4,
    });
  });

  test("an animated GIF shows its first frame", async () => {
    const frames = [colour(), grey(), clear()].map((frame) => frame.ensureAlpha().png().toBuffer());
    const gif = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(3);
    put("a.gif", gif);
    put("b.gif", gif);
    const set = await open({ size: 16 });
    expectClose(middles(set), RGB, { rtol: 0, atol: 2 });
  });

  test("shrinking is antialiased: a fine checkerboard becomes its mean", async () => {
    const board = Buffer.from(Array.from({ length: 128 * 128 }, (_, i) => 255 * ((i + Math.floor(i / 128)) % 2)));
    for (const name of ["a.png", "b.png"])
      put(
        name,
        await sharp(board, { raw: { width: 128, height: 128, channels: 1 } })
          .toColourspace("b-w")
          .png()
          .toBuffer(),
      );
    const set = await open({ size: 16 });
    expect(set.shape).toEqual([1, 16, 16]);
    expectClose(bytesOf(set), new Array<number>(256).fill(127.5), { rtol: 0, atol: 2 });
  });
});

describe("choices", () => {
  test("size and channels follow the data, and say why", async () => {
    for (const name of ["a.png", "b.png", "c.png"])
      put(name, await halves(50, 70, [9], [200]).toColourspace("b-w").png().toBuffer());
    const set = await open();
    expect(set.shape).toEqual([1, 48, 48]);
    expect(set.notes?.map(({ detail }) => detail)).toEqual([
      "size 48: the largest supported size within the images' shorter side (median 50 pixels).",
      "1 channel: every image is grey.",
      "each image: turned as its EXIF says, square centre crop, resized with Lanczos 3, antialiased.",
    ]);
  });

  test("folders are classes", async () => {
    const png = await colour().png().toBuffer();
    for (const name of ["dog/1.png", "cat/x/2.png", "cat/3.png", "ünï 漢/4.png"]) put(name, png);
    const set = await open();
    expect(set.classes).toEqual(["cat", "dog", "ünï 漢"]);
    expect(set.files).toEqual(["cat/3.png", "cat/x/2.png", "dog/1.png", "ünï 漢/4.png"]);
    expect([...(set.labels ?? [])]).toEqual([0, 0, 1, 2]);
    expect(describeDataset(set).classes).toEqual([
      { name: "cat", count: 2 },
      { name: "dog", count: 1 },
      { name: "ünï 漢", count: 1 },
    ]);
    expect((await open({ classes: ["dog", "ünï 漢"] })).files).toEqual(["dog/1.png", "ünï 漢/4.png"]);
  });

  test("one folder is no class, and images beside class folders take the labels away", async () => {
    const png = await colour().png().toBuffer();
    for (const name of ["all/1.png", "all/2.png"]) put(name, png);
    expect((await open()).labels).toBeUndefined();
    put("loose.png", png);
    const set = await open();
    expect(set.labels).toBeUndefined();
    expect(details(set)).toEqual([
      `${folder}: 1 image beside the class folders belong to no class, so none has a label.`,
    ]);
  });

  test("equal pictures in other files are duplicates", async () => {
    put("a.png", await colour().png().toBuffer());
    put("b.tiff", await colour().tiff({ compression: "lzw" }).toBuffer());
    put("c.png", await grey().png().toBuffer());
    expect(describeDataset(await open()).duplicates).toEqual({
      count: 1,
      groups: [{ items: [0, 1], files: ["a.png", "b.tiff"] }],
    });
  });
});

describe("broken files", () => {
  test("are skipped, counted and named, and the rest is used", async () => {
    const whole = await colour().png().toBuffer();
    const jpeg = await sharp(
      await sharp({
        create: {
          width: 200,
          height: 200,
          channels: 3,
          background: "red",
          noise: { type: "gaussian", mean: 128, sigma: 60 },
        },
      })
        .png()
        .toBuffer(),
    )
      .jpeg()
      .toBuffer();
    put("a.png", whole);
    put("b.png", whole);
    put("cut.jpg", jpeg.subarray(0, jpeg.length / 2));
    put("cut.png", whole.subarray(0, whole.length - 40));
    put("empty.png", new Uint8Array(0));
    put("text.png", Buffer.from("this is no image"));
    put("bomb.png", pngHeader(60_000, 60_000));
    const set = await open();
    expect(set.files).toEqual(["a.png", "b.png"]);
    const said = details(set);
    expect(said).toHaveLength(5);
    expect(said).toContain("empty.png: skipped, it is empty.");
    expect(said).toContain("bomb.png: skipped, it claims 60,000 × 60,000 pixels, and at most 268,402,689 are read.");
    for (const name of ["cut.jpg", "cut.png", "text.png"]) {
      expect(
        said.some((text) => text.startsWith(`${name}: skipped, it cannot be read (`)),
        `${name} in ${said}`,
      ).toBe(true);
    }
  });

  test("an image bomb takes no memory", async () => {
    for (const name of ["a.png", "b.png"]) put(name, await colour().png().toBuffer());
    for (let i = 0; i < 20; i += 1) put(`bomb-${i}.png`, pngHeader(60_000, 60_000));
    const before = process.memoryUsage().rss;
    expect(details(await open())).toHaveLength(20);
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20); // one of them decoded: 10,300 MB
  });

  test("when none can be read, that is the error", async () => {
    put("a.png", new Uint8Array(0));
    put("b.jpg", Buffer.from("nothing"));
    await expect(open()).rejects.toThrow(`${folder}: none of its 2 images can be read. a.png: 0 bytes.`);
    rmSync(join(folder, "a.png"));
    await expect(open()).rejects.toThrow(
      `${folder}: its only image cannot be read. b.jpg: Input buffer contains unsupported image format.`,
    );
    put("b.jpg", pngHeader(60_000, 60_000));
    await expect(open()).rejects.toThrow("b.jpg: 60000 × 60000 pixels.");
  });

  test("no image at all, an empty folder, one image", async () => {
    await expect(open()).rejects.toThrow(
      `${folder}: no images found. Looked for .png, .jpg, .jpeg, .jfif, .webp, .gif, .avif, .tif, .tiff; the folder is empty.`,
    );
    for (const name of ["d.txt", "b.doc", "c", "a.pdf"]) put(name, Buffer.from("x"));
    await expect(open()).rejects.toThrow("saw a.pdf, b.doc, c.\ngive a folder that holds images");
    put("a.png", await colour().png().toBuffer());
    await expect(open()).rejects.toThrow("expected at least 2 items to train on, got 1.");
  });
});

describe("the cache", () => {
  const fill = async (): Promise<void> => {
    put("a.png", await colour().png().toBuffer());
    put("b.png", await grey().png().toBuffer());
    put("broken.png", Buffer.from("x"));
  };
  const opened = async (options: OpenOptions): Promise<[Dataset, DataProgress[]]> => {
    const seen: DataProgress[] = [];
    return [await open({ ...options, onProgress: (progress) => seen.push(progress) }), seen];
  };

  test("a second opening decodes nothing and gives the same, problems included", async () => {
    await fill();
    const [first, work] = await opened({ size: 32 });
    const [second, none] = await opened({ size: 32 });
    expect(work.at(-1)?.total).toBe(6);
    expect(none).toEqual([]);
    expect({ ...second, read: null }).toEqual({ ...first, read: null });
    expect(bytesOf(second, 1)).toEqual(bytesOf(first, 1));
  });

  test("other settings, a touched file, another file or another folder decode anew", async () => {
    await fill();
    const [first] = await opened({ size: 32 });
    expect((await opened({ size: 16 }))[1]).not.toEqual([]);
    utimesSync(join(folder, "a.png"), new Date(), new Date(Date.now() + 5000));
    const [touched, work] = await opened({ size: 32 });
    expect(work).not.toEqual([]);
    expect(touched.fingerprint).toBe(first.fingerprint); // the same pixels
    put("c.png", await grey().png().toBuffer());
    const [grown] = await opened({ size: 32 });
    expect([grown.count, grown.fingerprint === first.fingerprint]).toEqual([3, false]);
    cpSync(folder, `${folder}-copy`, { recursive: true, preserveTimestamps: true });
    folder = `${folder}-copy`;
    expect((await opened({ size: 32 }))[1]).not.toEqual([]);
  });

  test("a damaged cache file is replaced", async () => {
    await fill();
    const own = join(home, "damaged");
    const first = await open({ size: 16, cacheDir: own });
    const name = readdirSync(join(own, "images"))[0] as string;
    writeFileSync(join(own, "images", name), "rubbish");
    const again = await open({ size: 16, cacheDir: own });
    expect(again.fingerprint).toBe(first.fingerprint);
    expect(readdirSync(join(own, "images"))).toEqual([name]);
  });

  test("where nothing can be kept, it works from memory and says so", async () => {
    await fill();
    const blocked = join(home, "a file");
    writeFileSync(blocked, "");
    const set = await open({ size: 16, cacheDir: blocked });
    expect(set.count).toBe(2);
    expect(details(set).at(-1)).toMatch(
      /images: the decoded images cannot be kept here \((ENOTDIR|EEXIST|ENOENT)\); the next run decodes them again\.$/,
    );
  });

  test("a signal stops the work and leaves nothing behind", async () => {
    await fill();
    const own = join(home, "stopped");
    const stop = new AbortController();
    const options = { size: 16, cacheDir: own, signal: stop.signal, onProgress: () => stop.abort(new Error("enough")) };
    await expect(open(options)).rejects.toThrow("enough");
    expect(readdirSync(join(own, "images"))).toEqual([]);
  });
});

test.skipIf(process.platform === "win32")(
  "links to images and odd names are read (needs POSIX links and names)",
  async () => {
    put("a.png", await colour().png().toBuffer());
    put("new\nline.png", await colour().png().toBuffer());
    put("100%?*.png", await colour().png().toBuffer());
    symlinkSync("a.png", join(folder, "link.png"));
    symlinkSync("gone.png", join(folder, "dead.png"));
    const set = await open();
    expect(set.files).toEqual(["100%?*.png", "a.png", "link.png", "new\nline.png"]);
    expect(details(set)).toEqual(["dead.png: passed over (ENOENT)."]);
  },
);

/** A PNG that declares a size and holds next to nothing. */
function pngHeader(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.alloc(1000));
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

/** The checksum of PNG's chunks (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
