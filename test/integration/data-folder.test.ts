/** @file Folders of images: what is chosen, what is skipped, what is kept. */
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
import { bytesOf, colour, details, grey, halves } from "./data-pictures.ts";

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

describe("choices", () => {
  test("size and channels follow the data, and say why", async () => {
    for (const name of ["a.png", "b.png", "c.png"])
      put(name, await halves(50, 70, [9], [200]).toColourspace("b-w").png().toBuffer());
    const set = await open();
    expect(set.shape).toEqual([1, 48, 48]);
    expect(set.notes?.map(({ detail }) => detail)).toEqual([
      "size 48: the largest supported size within the images' shorter side (median 50 pixels).",
      "1 channel: every image is grey.",
      "each image: turned as its EXIF says, the square in its centre, resized with Lanczos 3, antialiased.",
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
    expect(said).toContain("bomb.png: skipped, it claims 60,000 × 60,000 pixels, and at most 268 million are read.");
    for (const name of ["cut.jpg", "cut.png", "text.png"]) {
      expect(
        said.some((text) => text.startsWith(`${name}: skipped, it cannot be read: `)),
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
    await expect(open()).rejects.toThrow(`${folder}: none of its 2 images can be read. a.png: it is empty.`);
    rmSync(join(folder, "a.png"));
    await expect(open()).rejects.toThrow(
      `${folder}: its only image cannot be read. b.jpg: it is no image, or an image of a kind that is not read.`,
    );
    put("b.jpg", pngHeader(60_000, 60_000));
    await expect(open()).rejects.toThrow("b.jpg: it claims 60000 × 60000 pixels, more than are read.");
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
      /images: the decoded images cannot be kept here \(.*(ENOTDIR|EEXIST|ENOENT).*\); the next run decodes them again\.$/,
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
    expect(details(set)).toEqual(["dead.png: passed over: there is no such file, ENOENT."]);
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
