/** @file What happens to a run, and to an export of it, while another is made. The command is one of a few lines. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { ExportRequest } from "../../api/exports.ts";
import type { WatchedRun } from "../folder/watched-run.ts";
import { Exporter } from "./exporter.ts";

const asked: ExportRequest = { target: "generator", numbers: "float32", weights: "average", checkpoint: "last" };
const KEY = "generator-float32-average-000003";

let root: string;
let run: WatchedRun;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "gantry-exporter-")));
  run = { id: "a", path: join(root, "a"), record: {} } as unknown as WatchedRun;
  mkdirSync(run.path);
});

interface Command {
  readonly main: string;
  readonly begun: () => boolean;
  readonly go: () => void;
  /** When processes of it began and ended, in order. */
  readonly order: () => string[];
}

/** Waits until a file `go` is beside it, then writes where it was asked to, making what folders that needs. */
function command(): Command {
  const folder = mkdtempSync(join(tmpdir(), "gantry-command-"));
  const [main, order] = [join(folder, "main.mjs"), join(folder, "order")];
  writeFileSync(
    main,
    `import { appendFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
const told = (word) => appendFileSync(${JSON.stringify(order)}, word + " ");
told("began");
const timer = setInterval(() => {
  if (!existsSync(${JSON.stringify(join(folder, "go"))})) return;
  clearInterval(timer);
  const out = process.argv.indexOf("--out");
  if (out > 0) {
    mkdirSync(dirname(process.argv[out + 1]), { recursive: true });
    writeFileSync(process.argv[out + 1], "model");
  }
  told("ended");
  console.log(JSON.stringify({ step: 3, bytes: 5, maxDifference: 0, compared: 4 }));
}, 10);
`,
  );
  return {
    main,
    begun: () => existsSync(order),
    go: () => writeFileSync(join(folder, "go"), ""),
    order: () => readFileSync(order, "utf8").trim().split(" "),
  };
}

test("a run that is moved away meanwhile leaves nothing at its place", async () => {
  const { main, begun, go } = command();
  const made = new Exporter(main).make(run, asked, "en");
  await expect.poll(begun).toBe(true);
  renameSync(run.path, join(root, "moved"));
  go();
  await expect(made).rejects.toMatchObject({ code: "E503" });
  expect(readdirSync(root)).toEqual(["moved"]);
});

test("meanwhile nobody may take the run away, make another or compare one; afterwards they may", async () => {
  const { main, begun, go } = command();
  const exporter = new Exporter(main);
  const made = exporter.make(run, asked, "en");
  await expect.poll(begun).toBe(true);
  expect(() => exporter.checkFree("a")).toThrow(expect.objectContaining({ code: "E619" }));
  expect(() => exporter.checkFree("b")).not.toThrow();
  await expect(exporter.make(run, asked, "en")).rejects.toMatchObject({ code: "E619" });
  await expect(exporter.check(run, KEY, "en")).rejects.toMatchObject({ code: "E619" });
  go();
  expect((await made).key).toBe(KEY);
  const compared = exporter.check(run, KEY, "en");
  expect(() => exporter.checkFree("a")).toThrow(expect.objectContaining({ code: "E619" }));
  expect((await compared).parity?.compared).toBe(4);
  expect(() => exporter.checkFree("a")).not.toThrow();
  expect(readdirSync(root)).toEqual(["a"]);
});

test("a report waits for its turn and keeps the run where it is; one that says nothing of it is not made", async () => {
  const { main, begun, go, order } = command();
  const exporter = new Exporter(main);
  const made = exporter.report(run, "en");
  await expect.poll(begun).toBe(true);
  expect(() => exporter.checkFree("a")).toThrow(expect.objectContaining({ code: "E619" }));
  const behind = exporter.report(run, "zh");
  go();
  expect([(await made).bytes, (await behind).bytes]).toEqual([5, 5]);
  expect(order()).toEqual(["began", "ended", "began", "ended"]);
  expect(() => exporter.checkFree("a")).not.toThrow();
  const silent = join(mkdtempSync(join(tmpdir(), "gantry-silent-")), "main.mjs");
  writeFileSync(silent, "console.log('{}')");
  await expect(new Exporter(silent).report(run, "en")).rejects.toMatchObject({ code: "E620" });
});

test("the same again takes the place of what was there; a comparison of what was there does not", async () => {
  const { main, begun, go } = command();
  const place = join(run.path, "exports", KEY);
  mkdirSync(place, { recursive: true });
  const record = { asked, step: 3, madeAt: "before", files: { "old.onnx": 3 }, parity: { difference: 0, compared: 1 } };
  writeFileSync(join(place, "export.json"), JSON.stringify(record));
  writeFileSync(join(place, "old.onnx"), "old");
  const compared = new Exporter(main).check(run, KEY, "en");
  await expect.poll(begun).toBe(true);
  const other = command();
  other.go();
  await new Exporter(other.main).make(run, asked, "en"); // another server over the same folder
  go();
  await expect(compared).rejects.toMatchObject({ code: "E616" });
  expect(readdirSync(place).sort()).toEqual(["export.json", "generator.onnx"]);
  const written = JSON.parse(readFileSync(join(place, "export.json"), "utf8"));
  expect([written.madeAt === "before", Object.keys(written.files)]).toEqual([false, ["generator.onnx"]]);
  expect(readdirSync(root)).toEqual(["a"]);
});

test("what is under way ends with the server, and what it had written goes", async () => {
  const { main, begun } = command();
  const exporter = new Exporter(main);
  const made = exporter.make(run, asked, "en");
  await expect.poll(begun).toBe(true);
  exporter.close();
  await expect(made).rejects.toMatchObject({ code: "E620", parameters: { code: "SIGKILL" } });
  expect([readdirSync(root), readdirSync(dirname(run.path))]).toEqual([["a"], ["a"]]);
});

test("one that hangs is ended, and whoever waits behind it comes to his turn", async () => {
  const hanging = command();
  const exporter = new Exporter(hanging.main, 4500);
  const other = { id: "b", path: join(root, "b"), record: {} } as unknown as WatchedRun;
  cpSync(run.path, other.path, { recursive: true });
  const made = exporter.make(run, asked, "en");
  const behind = exporter.make(other, asked, "en");
  await expect(made).rejects.toMatchObject({ code: "E621", parameters: { minutes: 0.075 } });
  hanging.go();
  expect((await behind).key).toBe(KEY);
  expect(readdirSync(root).sort()).toEqual(["a", "b"]);
  expect(readdirSync(run.path)).toEqual([]);
});

test("exports of several runs wait for each other; those that still wait when the server ends are not begun", async () => {
  const { main, begun, go, order } = command();
  const exporter = new Exporter(main);
  const made = exporter.make(run, asked, "en");
  await expect.poll(begun).toBe(true);
  const other = { id: "b", path: join(root, "b"), record: {} } as unknown as WatchedRun;
  cpSync(run.path, other.path, { recursive: true });
  const behind = exporter.make(other, asked, "en");
  expect((await exporter.list(other)).making?.asked).toEqual(asked);
  go();
  expect([(await made).key, (await behind).key]).toEqual([KEY, KEY]);
  expect(order()).toEqual(["began", "ended", "began", "ended"]);
  const waiting = command();
  const closing = new Exporter(waiting.main);
  const [first, second] = [closing.make(run, asked, "en"), closing.make(other, asked, "en")];
  const ends = Promise.allSettled([first, second]);
  await expect.poll(waiting.begun).toBe(true);
  closing.close();
  const killed = { status: "rejected", reason: expect.objectContaining({ code: "E620" }) };
  expect(await ends).toEqual([killed, killed]);
  expect(waiting.order()).toEqual(["began"]);
});
