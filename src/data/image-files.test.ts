import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isImageName, listImages } from "./image-files.node.ts";

const folder = mkdtempSync(join(tmpdir(), "gantry-list-"));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, size = 1): void => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), new Uint8Array(size));
};

test("images by their ending, in any case", () => {
  expect(["a.PNG", "b.jpeg", "c.tif", "d.svg", "png", ".png", "e.jpg.txt"].map(isImageName)).toEqual([
    ...[true, true, true, false, false, false, false],
  ]);
});

test("lists images of all folders in one order, and leaves out what is hidden", async () => {
  for (const name of [
    "b.png",
    "a b.jpg",
    "z/1.webp",
    "z/y/2.gif",
    "ü 漢 #%?.png",
    "notes.txt",
    ".hidden.png",
    ".git/x.png",
  ])
    put(name, 3);
  put("__MACOSX/._b.png");
  const { images, others, problems } = await listImages(folder);
  expect(images.map(({ path }) => path)).toEqual(["a b.jpg", "b.png", "z/1.webp", "z/y/2.gif", "ü 漢 #%?.png"]);
  expect(images.every(({ size, modified }) => size === 3 && Number.isInteger(modified))).toBe(true);
  expect([others, problems]).toEqual([["notes.txt"], []]);
});

test.skipIf(process.platform === "win32")(
  "links are followed, once; dead ones are said (needs POSIX links)",
  async () => {
    symlinkSync("b.png", join(folder, "link.png"));
    symlinkSync("..", join(folder, "z", "up"));
    symlinkSync("nowhere.png", join(folder, "dead.png"));
    const { images, problems } = await listImages(folder);
    expect(images.map(({ path }) => path)).toContain("link.png");
    expect(images.filter(({ path }) => path.includes("up/"))).toEqual([]);
    expect(problems.map(({ detail }) => detail)).toEqual(["dead.png: passed over: there is no such file, ENOENT."]);
  },
);

test("pictures of kinds that are not read are counted", async () => {
  const own = join(folder, "kinds");
  for (const name of ["a.png", "b.HEIC", "c.bmp", "d.heic", "e.txt"]) put(`kinds/${name}`);
  expect((await listImages(own)).problems.map(({ detail }) => detail)).toEqual([
    "3 images passed over: .bmp .heic is not read; convert to PNG or JPEG to use them.",
  ]);
});

test("a folder that is not there", async () => {
  await expect(listImages(join(folder, "nope"))).rejects.toThrow("nope: there is no such file or folder.");
});

test("a signal stops the walk", async () => {
  await expect(listImages(folder, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
});
