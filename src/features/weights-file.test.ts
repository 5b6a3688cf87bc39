import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeTensors } from "../base/safetensors.ts";
import { floatTensor } from "../base/tensor.ts";
import { INCEPTION_WEIGHTS } from "./inception-network.ts";
import { digestOf, readWeights } from "./weights-file.ts";

const textBytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

test("all three formats are told apart by their bytes", () => {
  const golden = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, "golden", name));
  const names = [...readWeights(golden("archive.pth"), "a").keys()];
  expect(names).toContain("1.running_var");
  expect([...readWeights(golden("stream.pth"), "s").keys()]).toEqual(names);
  const tensors = encodeTensors([{ ...floatTensor([2], [1, 2]), name: "w" }]);
  expect(readWeights(tensors, "t").get("w")?.data).toEqual(Float32Array.of(1, 2));
});

test.each([
  ["a page in its place", "<!DOCTYPE html><html>", '"<!DOCTYPE ht"'],
  ["a pointer to it", "version https://git-lfs.github.com/spec/v1", '"version http"'],
  ["nothing", "", '""'],
])("%s is refused, with its beginning", (_, text, begins) => {
  expect(() => readWeights(textBytes(text), "weights.pth")).toThrow(
    `weights.pth holds no readable weights: expected a file of torch.save or a safetensors file, but it begins with ${begins}.`,
  );
});

test("the digest is SHA-256, by which the published file is known", async () => {
  expect(await digestOf(textBytes("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(INCEPTION_WEIGHTS.sha256.startsWith(/-([0-9a-f]{8})\.pth$/.exec(INCEPTION_WEIGHTS.file)?.[1] ?? "?")).toBe(
    true,
  );
});
