/** @file Downloads from a local server that cuts connections, lies, ignores ranges and sends other bytes. */
import { createHash, randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type DownloadOptions, download } from "../../src/data/download.node.ts";
import { openKnown } from "../../src/data/known.node.ts";
import { type KnownSet, knownSets } from "../../src/data/known-sets.ts";
import { openDataset } from "../../src/data/open.node.ts";
import type { DataProgress } from "../../src/data/progress.ts";

const home = mkdtempSync(join(tmpdir(), "gantry-download-"));
const content = randomBytes(300_000);
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** What the server does with a request; replaced by each test. */
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
const requests: { readonly url: string; readonly range: string | undefined }[] = [];
let server: Server;
let base = "";
let target = "";
let made = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", range: request.headers.range });
    answer(request, response);
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(home, { recursive: true });
});
beforeEach(() => {
  made += 1;
  target = join(home, String(made), "file.bin");
  requests.length = 0;
});
afterEach(() => server.closeAllConnections());

const get = (options: Partial<DownloadOptions> = {}): Promise<void> =>
  download({
    ...{ set: "mnist", file: "file.bin", urls: [`${base}/a`], bytes: content.length, sha256: sha256(content), target },
    ...{ pause: 1, patience: 60_000, ...options },
  });

const startOf = (request: IncomingMessage): number =>
  Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);

/** Serves bytes, honouring ranges; when `cut` bytes are stored the connection breaks: what is on its way then is lost. */
const serve =
  (bytes: Uint8Array, { cut = Number.POSITIVE_INFINITY, ranges = true } = {}) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const start = ranges ? startOf(request) : 0;
    const partial = ranges && request.headers.range !== undefined;
    if (partial) response.setHeader("content-range", `bytes ${start}-${bytes.length - 1}/${bytes.length}`);
    response.writeHead(partial ? 206 : 200, { "content-length": bytes.length - start });
    const part = bytes.subarray(start, start + cut);
    if (start + part.length === bytes.length) return void response.end(part);
    response.write(part);
    const looking = setInterval(() => {
      const stored = statSync(`${target}.part`, { throwIfNoEntry: false })?.size ?? 0;
      if (stored >= start + part.length) response.destroy();
    }, 5);
    response.on("close", () => clearInterval(looking));
  };

const expectWhole = (): void => {
  expect(readFileSync(target).equals(content)).toBe(true);
  expect(readdirSync(join(target, ".."))).toEqual(["file.bin"]);
};

test("where nothing may be downloaded, nothing is asked for", async () => {
  let asked = 0;
  answer = (request, response) => {
    asked += 1;
    serve(content)(request, response);
  };
  vi.stubEnv("GANTRY_OFFLINE", "1");
  await expect(get()).rejects.toMatchObject({ code: "E341" });
  vi.unstubAllEnvs();
  expect(asked).toBe(0);
  await get();
  expectWhole();
});

test("a plain download, with progress in bytes", async () => {
  answer = serve(content);
  const seen: DataProgress[] = [];
  await get({ onProgress: (progress) => seen.push(progress) });
  expectWhole();
  expect(seen.at(-1)).toEqual({ stage: "download", done: content.length, total: content.length, file: "file.bin" });
  expect(seen.map(({ done }) => done)).toEqual([...seen.map(({ done }) => done)].sort((a, b) => a - b));
});

test("a connection that breaks is continued where it stopped, as often as bytes arrive", async () => {
  answer = serve(content, { cut: 50_000 });
  await get({ tries: 2 });
  expectWhole();
  expect(requests.map(({ range }) => range)).toEqual([
    undefined,
    ...[50_000, 100_000, 150_000, 200_000, 250_000].map((start) => `bytes=${start}-`),
  ]);
});

test("a later try continues with what the earlier one left", async () => {
  answer = serve(content, { cut: 120_000 });
  await expect(get({ tries: 1 })).rejects.toThrow("mnist: file.bin could not be downloaded.");
  answer = serve(content);
  await get();
  expectWhole();
  expect(requests.at(-1)?.range).toBe("bytes=120000-");
});

test("a server that ignores ranges starts anew", async () => {
  let first = true;
  answer = (request, response) => {
    serve(content, { ranges: false, cut: first ? 100_000 : Number.POSITIVE_INFINITY })(request, response);
    first = false;
  };
  await get();
  expectWhole();
  expect(requests.map(({ range }) => range)).toEqual([undefined, "bytes=100000-"]);
});

test("a range that is refused starts anew", async () => {
  mkdirSync(join(target, ".."), { recursive: true });
  writeFileSync(`${target}.part`, content.subarray(0, 1000));
  answer = (request, response) =>
    startOf(request) > 0 ? response.writeHead(416).end() : serve(content)(request, response);
  await get();
  expectWhole();
});

test("another range than asked for is not believed", async () => {
  mkdirSync(join(target, ".."), { recursive: true });
  writeFileSync(`${target}.part`, content.subarray(0, 1000));
  answer = (_, response) => response.writeHead(206, { "content-range": "bytes 5-9/10" }).end("hello");
  await expect(get()).rejects.toThrow(`${base}/a: another range than asked for`);
});

test("a part file that is whole is checked, not fetched", async () => {
  mkdirSync(join(target, ".."), { recursive: true });
  writeFileSync(`${target}.part`, content);
  await get();
  expectWhole();
  expect(requests).toEqual([]);
});

describe("other bytes", () => {
  const wrong = Buffer.from(content);
  wrong[1234] = (wrong[1234] as number) ^ 1;

  test("are thrown away, and said", async () => {
    answer = serve(wrong);
    await expect(get()).rejects.toThrow(
      `${base}/a: expected SHA-256 ${sha256(content)}, got ${sha256(wrong)}.\nthe bytes were thrown away`,
    );
    expect(readdirSync(join(target, ".."))).toEqual([]);
  });

  test("left by an earlier try are fetched anew", async () => {
    mkdirSync(join(target, ".."), { recursive: true });
    writeFileSync(`${target}.part`, wrong.subarray(0, 5000));
    answer = serve(content);
    await get();
    expectWhole();
    expect(requests.map(({ range }) => range)).toEqual(["bytes=5000-", undefined]);
  });

  test("of one mirror leave the next one", async () => {
    answer = (request, response) => serve(request.url === "/a" ? wrong : content)(request, response);
    await get({ urls: [`${base}/a`, `${base}/b`] });
    expectWhole();
  });

  test("before a broken connection: the mended file is fetched anew from the next mirror", async () => {
    answer = (request, response) => {
      if (request.url === "/a")
        serve(request.headers.range === undefined ? wrong : content, { cut: 200_000 })(request, response);
      else serve(content)(request, response);
    };
    await get({ urls: [`${base}/a`, `${base}/b`] });
    expectWhole();
    expect(requests.at(-1)).toEqual({ url: "/b", range: undefined });
  });

  test("more than there should be are not stored", async () => {
    answer = serve(Buffer.concat([content, content, content]));
    await expect(get()).rejects.toThrow(`${base}/a: more bytes than the published file has`);
    expect(readdirSync(join(target, ".."))).toEqual([]);
  });
});

describe("mirrors", () => {
  test("are tried in order; what each said is in the error", async () => {
    answer = (request, response) => response.writeHead(request.url === "/a" ? 404 : 503).end();
    await expect(get({ urls: [`${base}/a`, `${base}/b`, "http://127.0.0.1:1/c"], tries: 2 })).rejects.toThrow(
      [
        "mnist: file.bin could not be downloaded.",
        `  ${base}/a: HTTP 404`,
        `  ${base}/b: HTTP 503`,
        "  http://127.0.0.1:1/c: ", // refused by the system, or by fetch's list of ports
      ].join("\n"),
    );
    expect(requests.map(({ url }) => url)).toEqual(["/a", "/b", "/b"]); // "not here" is final, "busy" is not
  });

  test("a busy one is tried again", async () => {
    answer = (request, response) =>
      requests.length < 3 ? response.writeHead(503).end() : serve(content)(request, response);
    await get();
    expectWhole();
  });

  test("a silent one is given up", async () => {
    answer = (request, response) => (request.url === "/b" ? serve(content)(request, response) : undefined);
    await get({ urls: [`${base}/a`, `${base}/b`], tries: 8, patience: 200 }); // eight, for this process may itself be silent that long
    expectWhole();
    answer = () => undefined;
    target = join(home, "silent", "file.bin");
    await expect(get({ tries: 1, patience: 200 })).rejects.toThrow("nothing came for 0.2 s");
  });
});

test("a signal stops it; what came is kept for the next time", async () => {
  answer = serve(content, { cut: 70_000 });
  const stop = new AbortController();
  const onProgress = ({ done }: DataProgress): void => (done >= 70_000 ? stop.abort(new Error("enough")) : undefined);
  await expect(get({ signal: stop.signal, onProgress })).rejects.toThrow("enough");
  expect(existsSync(target)).toBe(false);
  expect(readFileSync(`${target}.part`).equals(content.subarray(0, 70_000))).toBe(true);
});

test("a place that cannot be written", async () => {
  writeFileSync(join(home, "a file"), "");
  await expect(get({ target: join(home, "a file", "x.bin") })).rejects.toThrow(
    /a file: cannot be written \((ENOTDIR|EEXIST)\)\.\nfree some space there, or set GANTRY_CACHE/,
  );
  expect(requests).toEqual([]);
});

describe("known sets", () => {
  const word = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  const images = (count: number): Uint8Array =>
    gzipSync(
      Uint8Array.from([
        ...word(2051),
        ...word(count),
        ...word(8),
        ...word(8),
        ...new Array<number>(64 * count).fill(7),
      ]),
    );
  const labels = (count: number): Uint8Array =>
    gzipSync(Uint8Array.from([...word(2049), ...word(count), ...new Array<number>(count).fill(3)]));
  const find = (name: string): KnownSet => knownSets.find((set) => set.name === name) as KnownSet;

  const small: Record<string, Uint8Array> = {
    "train-images-idx3-ubyte.gz": images(5),
    "train-labels-idx1-ubyte.gz": labels(5),
    "t10k-images-idx3-ubyte.gz": images(2),
    "t10k-labels-idx1-ubyte.gz": labels(2),
  };
  const mirrored = (set: KnownSet, files: Record<string, Uint8Array>): KnownSet => ({
    ...set,
    files: Object.entries(files).map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) })),
    mirrors: [`${base}/gone/`, `${base}/`],
  });
  const serveFiles = (files: Record<string, Uint8Array>): void => {
    answer = (request, response) => {
      const bytes = files[(request.url ?? "").slice(1)];
      if (bytes === undefined) response.writeHead(404).end();
      else serve(bytes)(request, response);
    };
  };

  test("Fashion-MNIST is downloaded once, both parts, with its names", async () => {
    serveFiles(small);
    const set = mirrored(find("fashion-mnist"), small);
    const options = { cacheDir: join(home, "fashion"), split: "train" } as const;
    const train = await openKnown(set, options);
    expect(train).toMatchObject({ name: "fashion-mnist", count: 5, shape: [1, 16, 16] });
    expect(train.classes?.[3]).toBe("Dress");
    const asked = requests.length;
    expect(await openKnown(set, { ...options, split: "test" })).toMatchObject({ count: 2 });
    expect(requests).toHaveLength(asked);
  });

  test("CIFAR-10 is unpacked from its archive", async () => {
    const record = (label: number): Buffer => Buffer.concat([Buffer.of(label), Buffer.alloc(3072, label)]);
    const archive = gzipSync(
      tar({
        "cifar-10-batches-bin/data_batch_1.bin": Buffer.concat([record(1), record(2)]),
        "cifar-10-batches-bin/data_batch_2.bin": record(3),
        "cifar-10-batches-bin/readme.html": Buffer.from("hello"),
        "cifar-10-batches-bin/test_batch.bin": Buffer.concat([record(8), record(9)]),
      }),
    );
    serveFiles({ "cifar-10-binary.tar.gz": archive });
    const cacheDir = join(home, "cifar");
    const set = mirrored(find("cifar10"), { "cifar-10-binary.tar.gz": archive });
    const train = await openKnown(set, { cacheDir, split: "train" });
    expect([...(train.labels ?? [])]).toEqual([1, 2, 3]);
    expect(readdirSync(join(cacheDir, "sets", "cifar10")).sort()).toEqual([
      "data_batch_1.bin",
      "data_batch_2.bin",
      "test_batch.bin",
    ]);
    expect(await openKnown(set, { cacheDir, split: "test" })).toMatchObject({ count: 2 });
    expect(requests.filter(({ url }) => !url.startsWith("/gone"))).toHaveLength(1);
  });

  test("GANTRY_DATA names the data folder where nothing else does", async () => {
    const folder = join(home, "by variable");
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(small)) writeFileSync(join(folder, name), bytes);
    vi.stubEnv("GANTRY_DATA", folder);
    expect(await openDataset("mnist", { cacheDir: join(home, "none") })).toMatchObject({ name: "mnist", count: 5 });
    vi.unstubAllEnvs();
  });

  test("the data folder is looked at first, under the names that people use", async () => {
    for (const [at, place] of ["mnist", "MNIST/raw", "."].entries()) {
      const dataDir = join(home, `data-${at}`);
      mkdirSync(join(dataDir, place), { recursive: true });
      for (const [name, bytes] of Object.entries(small)) writeFileSync(join(dataDir, place, name), bytes);
      const set = await openKnown(find("mnist"), { cacheDir: join(home, "none"), dataDir, split: "train" });
      expect(set.count).toBe(5);
      const path = join(dataDir, place, "train-images-idx3-ubyte.gz");
      expect(set.problems.map(({ detail }) => detail)).toEqual([
        `${path}: other bytes than the published mnist.`,
        "mnist: a part of the set, 5 of 60,000 items.",
      ]);
    }
    expect(requests).toEqual([]);
  });
});

/** A ustar archive. */
function tar(files: Record<string, Buffer>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, bytes]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(bytes.length.toString(8).padStart(11, "0"), 124);
    header.write("0ustar", 156);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
